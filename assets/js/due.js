// The usual promise of a type: chosen with the type, until a person chooses one. And the promises in the words of the
// hour that is picked: when a day closes, only the server knows.
import { onContent } from './swap.js';

const PAUSE = 250; // ms after the last change of the hour

onContent((root) => {
  const form = root.matches?.('form') ? root : root.querySelector('form:has(select[data-sets-due])');
  const type = form?.querySelector('select[data-sets-due]');
  if (!type) return;
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
  followHour(form);
});

function followHour(form) {
  const hour = form.querySelector('[data-sets-words]');
  let timer;
  let asking;
  hour?.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      const about = form.elements.party ? { party: form.elements.party.value } : { prospect: 'yes' };
      const query = new URLSearchParams({ ...about, hour: hour.value, afresh: 'yes' });
      try {
        const headers = { Accept: 'application/json' };
        const response = await fetch(`/tickets/new?${query}`, { headers, credentials: 'same-origin', signal: asking.signal });
        if (!response.ok) return;
        for (const offer of (await response.json()).due) {
          const choice = form.querySelector(`input[name="due"][value="${offer.days}"]`);
          const words = choice?.closest('label').querySelector('[data-due-words]');
          if (words) words.textContent = offer.words;
        }
      } catch {
        // The words stay those of before; the server says what is wrong when the form is sent.
      }
    }, PAUSE);
  });
}
