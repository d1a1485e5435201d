// The usual promise of a type: chosen with the type, until a person chooses one. And the promises in the words of the
// hour that is picked: when a day closes, only the server knows.
import { askJson } from './net.js';
import { onContent } from './swap.js';

const PAUSE = 250; // ms after the last change of the hour
const asked = new WeakMap(); // field of the hour -> the hour whose words stand there, and what fetches others

onContent((root) => {
  for (const form of formsIn(root)) {
    const type = form.querySelector('select[data-sets-due]');
    if (type) followType(form, type);
    const hour = form.querySelector('[data-sets-words]');
    if (hour) followHour(form, hour);
  }
});

// What the browser brings back when it returns to the page, no event tells: a day that somebody had chosen, an hour.
addEventListener('pageshow', () => {
  for (const form of formsIn(document)) {
    const days = [...form.querySelectorAll('input[name="due"]')];
    if (days.some((choice) => choice.checked !== choice.defaultChecked)) form.dataset.chosen = '';
    const hour = form.querySelector('[data-sets-words]');
    const known = asked.get(hour);
    if (known && hour.value !== known.said) known.follow();
  }
});

function formsIn(root) {
  return root.matches?.('form') ? [root] : root.querySelectorAll('form:has(select[data-sets-due], [data-sets-words])');
}

// `data-chosen`: what a draft brought back, somebody had chosen too.
function followType(form, type) {
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'due') form.dataset.chosen = '';
    if (target !== type || form.dataset.chosen !== undefined) return;
    const days = type.selectedOptions[0]?.dataset.due;
    // Where the usual day cannot be chosen any more, the next one is.
    const due = [...form.elements.due].find((choice) => !choice.disabled && Number(choice.value) >= Number(days));
    if (due) due.checked = true;
  });
}

function followHour(form, hour) {
  let timer;
  let asking;
  const known = { said: hour.defaultValue, follow };
  asked.set(hour, known);
  async function follow() {
    asking?.abort();
    asking = new AbortController();
    known.said = hour.value;
    const answer = await askJson(hour.dataset.setsWords, { hour: known.said }, asking.signal);
    // Without one the words stay those of before; the server says what is wrong when the form is sent.
    for (const offer of answer?.due ?? []) {
      const choice = form.querySelector(`input[name="due"][value="${offer.days}"]`);
      const words = choice?.closest('label').querySelector('[data-due-words]');
      if (words) words.textContent = offer.words;
    }
  }
  hour.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(follow, PAUSE);
  });
}
