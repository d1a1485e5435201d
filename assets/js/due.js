// The usual promise of a type: chosen with the type, until a person chooses one. And the promises in the words of the
// hour that is picked: when a day closes, only the server knows.
import { onContent } from './swap.js';

const PAUSE = 250; // ms after the last change of the hour

onContent((root) => {
  for (const form of formsIn(root)) {
    const type = form.querySelector('select[data-sets-due]');
    if (type) followType(form, type);
    const hour = form.querySelector('[data-sets-words]');
    if (hour) followHour(form, hour);
  }
});

function formsIn(root) {
  return root.matches?.('form') ? [root] : root.querySelectorAll('form:has(select[data-sets-due], [data-sets-words])');
}

function followType(form, type) {
  // What a draft brought back, somebody had chosen.
  let chosen = form.dataset.chosen !== undefined;
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'due') chosen = true;
    if (target !== type || chosen) return;
    const days = type.selectedOptions[0]?.dataset.due;
    // Where the usual day cannot be chosen any more, the next one is.
    const due = [...form.elements.due].find((choice) => !choice.disabled && Number(choice.value) >= Number(days));
    if (due) due.checked = true;
  });
  // So had somebody what the browser brings back when it returns to the page.
  addEventListener('pageshow', () => {
    chosen ||= [...form.elements.due].some((choice) => choice.checked !== choice.defaultChecked);
  });
}

function followHour(form, hour) {
  let timer;
  let asking;
  let said = hour.defaultValue;
  const follow = async () => {
    asking?.abort();
    asking = new AbortController();
    const place = new URL(hour.dataset.setsWords, location.href);
    place.searchParams.set('hour', said = hour.value);
    try {
      const headers = { Accept: 'application/json' };
      const response = await fetch(place, { headers, credentials: 'same-origin', signal: asking.signal });
      if (!response.ok) return;
      for (const offer of (await response.json()).due) {
        const choice = form.querySelector(`input[name="due"][value="${offer.days}"]`);
        const words = choice?.closest('label').querySelector('[data-due-words]');
        if (words) words.textContent = offer.words;
      }
    } catch {
      // The words stay those of before; the server says what is wrong when the form is sent.
    }
  };
  hour.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(follow, PAUSE);
  });
  // What the browser brings back when it returns to the page, no event tells.
  addEventListener('pageshow', () => { if (hour.value !== said) follow(); });
}
