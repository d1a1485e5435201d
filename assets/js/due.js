// The usual promise of a type: chosen with the type, until a person chooses one.
import { onContent } from './swap.js';

onContent((root) => {
  const form = root.matches?.('form') ? root : root.querySelector('form:has(select[data-sets-due])');
  const type = form?.querySelector('select[data-sets-due]');
  if (!type) return;
  let chosen = false;
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'due') chosen = true;
    if (target !== type || chosen) return;
    const days = type.selectedOptions[0]?.dataset.due;
    // Where the usual day cannot be chosen any more, the next one is.
    const due = [...form.elements.due].find((choice) => !choice.disabled && Number(choice.value) >= Number(days));
    if (due) due.checked = true;
  });
});
