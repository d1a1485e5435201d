// Answers while one types: `form[data-live-search]` refreshes `data-target`. An older answer never covers a newer one.
import { ask, isFragment } from './net.js';
import { parse, problem, swap } from './swap.js';

const PAUSE = 120; // ms after the last key
const LONG_PAUSE = 700; // where half a word means nothing yet: whoever writes on is not told so
const running = new WeakMap();

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form?.matches('[data-live-search]') || event.isComposing) return;
  schedule(form, pauseAfter(event.target));
});

document.addEventListener('compositionend', ({ target }) => {
  if (target.form?.matches('[data-live-search]')) schedule(target.form, pauseAfter(target));
});

function pauseAfter(field) {
  if (field.matches('[type="radio"], [type="checkbox"], select')) return 0;
  // `data-slow` may name the sign by which it begins to mean something.
  const { slow } = field.dataset;
  return slow === undefined || (slow && field.value.includes(slow)) ? PAUSE : LONG_PAUSE;
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-live-search]')) return;
  event.preventDefault();
  run(form).then((found) => found?.querySelector('[data-enter]')?.focus());
});

function schedule(form, pause) {
  const state = running.get(form) ?? {};
  clearTimeout(state.timer);
  state.timer = setTimeout(() => run(form), pause);
  running.set(form, state);
}

async function run(form) {
  const state = running.get(form) ?? {};
  running.set(form, state);
  clearTimeout(state.timer);
  state.control?.abort();
  const control = state.control = new AbortController();
  const target = document.querySelector(form.dataset.target);
  const address = addressOf(form);
  target?.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask(address, { signal: control.signal });
    if (control.signal.aborted) return null;
    if (answer.moved || !isFragment(answer.html)) {
      location.assign(answer.moved ?? address);
      return null;
    }
    // A refusal may come with an answer of its own; else the old one stays, with the reason above it.
    const said = parse(answer.html);
    if (!answer.ok && !(target?.id && said.querySelector(`#${CSS.escape(target.id)}`))) {
      target?.removeAttribute('aria-busy');
      const notice = said.querySelector('[data-problem]');
      if (target) problem(target, notice ?? document.body.dataset.failed);
      return null;
    }
    history.replaceState(history.state, '', address);
    return swap(document.querySelector(form.dataset.target), answer.html);
  } catch (error) {
    // The old answer stays; the next key asks again.
    if (error.name !== 'AbortError') document.querySelector(form.dataset.target)?.removeAttribute('aria-busy');
    return null;
  }
}

/// The address that the form would open without a script, less its empty fields.
function addressOf(form) {
  const address = new URL(form.action);
  const fields = [...new FormData(form)].filter(([, value]) => value !== '');
  address.search = new URLSearchParams(fields);
  return address.href;
}
