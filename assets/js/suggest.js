// Fills the list of names that a field offers, `input[data-suggest="/address"]`, as soon as somebody enters it: few who look at a
// page filter by a name. Without it the field takes names as people write them.
import { askJson } from './net.js';

const PAUSE = 250; // ms after the last key
const offered = new WeakMap(); // field -> what was typed when its list was filled, and whether that is all there is
const asking = new WeakMap(); // field -> what is being asked, and its AbortController
let timer;

document.addEventListener('focusin', ({ target }) => later(target, 0));
document.addEventListener('input', ({ target }) => later(target, PAUSE));

function later(target, pause) {
  const field = target.closest?.('input[data-suggest]');
  if (!field) return;
  clearTimeout(timer);
  timer = setTimeout(() => offer(field), pause);
}

async function offer(field) {
  const known = offered.get(field);
  // The first question is for everybody: if that is all there is, it is the last one.
  const typed = known ? field.value : '';
  const older = asking.get(field);
  if (known?.all || (older ?? known)?.typed === typed) return;
  older?.control.abort();
  const own = { typed, control: new AbortController() };
  asking.set(field, own);
  const answer = await askJson(field.dataset.suggest, { q: typed }, own.control.signal);
  if (asking.get(field) !== own) return;
  asking.delete(field);
  if (!answer?.people || !field.list) return; // the next key asks again
  offered.set(field, { typed, all: !typed && !answer.or_more });
  field.list.querySelectorAll('[data-suggested]').forEach((option) => option.remove());
  field.list.append(...answer.people.map(({ user_name: name, display_name: label }) => {
    const option = new Option(label, name);
    option.dataset.suggested = '';
    return option;
  }));
  // What was typed meanwhile.
  if (field.value !== typed) later(field, 0);
}
