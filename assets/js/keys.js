// Single keys, taken from `aria-keyshortcuts` in the page: a key without a target there does nothing.
// The current row is looked in first; other rows never answer. Off while typing, and off for those who switch them off.
// No single key ever sends a form: it only goes to where that is done.
const STORED = 'watchdesk-keys';
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable], dialog[open] *';

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === 'Enter') return submit(event);
  if (control && !event.altKey && event.key.toLowerCase() === 'k') return press('Control+K', event);
  if (control || event.altKey) return;
  const typing = event.target.closest?.(TYPING);
  if (typing) {
    if (event.key === 'Escape' && !typing.closest('.editor, dialog')) typing.blur();
    return;
  }
  if (!enabled()) return;
  if (event.key === 'j') return move(1, event);
  if (event.key === 'k') return move(-1, event);
  if (event.key === 'x') return select(event);
  if (event.key.length === 1) press(event.key, event);
});

document.addEventListener('focusin', ({ target }) => {
  const row = target.closest?.('[data-row]');
  if (row) mark(row);
});

document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-keys-toggle]')) store(target.checked);
});

document.addEventListener('toggle', refreshToggles, true);
refreshToggles();

function refreshToggles() {
  for (const box of document.querySelectorAll('[data-keys-toggle]')) box.checked = enabled();
}

function enabled() {
  try { return localStorage.getItem(STORED) !== 'off'; } catch { return true; }
}

function store(on) {
  try { localStorage.setItem(STORED, on ? 'on' : 'off'); } catch { /* holds for this page only */ }
}

function submit(event) {
  const form = event.target.form ?? event.target.closest?.('form');
  if (!form) return;
  event.preventDefault();
  // What stands with the button that one is at is done, and not what else its form does.
  const beside = event.target.closest('[role="group"]')?.querySelector('button[formaction]');
  const button = [event.target, beside].find((control) => control?.type === 'submit' && control.form === form);
  form.requestSubmit(button ?? null);
}

function press(key, event) {
  const row = current();
  const outside = (wanted) => find(document, wanted, (element) => !element.closest('[data-row]'));
  // A page without a search of its own has the jump box.
  const target = (row && find(row, key)) ?? outside(key) ?? (key === '/' ? outside('Control+K') : null);
  if (!target) return;
  event.preventDefault();
  // What stands with the button, and not what else its form has elsewhere.
  const around = target.closest('[role="group"]') ?? target.form;
  if (sends(target)) return goTo(around.querySelector('textarea, select, input:not([type="hidden"])') ?? target);
  if (target.matches('textarea, select, input:not([type="checkbox"], [type="radio"]), p[tabindex="-1"]')) {
    goTo(target);
  } else {
    target.click();
    if (target.matches('details[open] > summary')) target.parentElement.querySelector('input:not([type="hidden"]), select')?.focus();
  }
}

function sends(control) {
  return control.matches('button, input') && control.type === 'submit' && control.form?.method === 'post';
}

// What is typed already is not selected where it is long: the next letter would replace it.
function goTo(control) {
  control.focus({ focusVisible: true });
  if (control.matches('input')) control.select();
  control.scrollIntoView({ block: 'nearest' });
}

function find(root, key, allowed = () => true) {
  return [...root.querySelectorAll('[aria-keyshortcuts]')].find((element) => allowed(element)
    && element.getAttribute('aria-keyshortcuts').split(' ').includes(key) && element.checkVisibility()) ?? null;
}

function current() {
  return document.querySelector('[data-row].here');
}

function mark(row) {
  if (row.classList.contains('here')) return;
  current()?.classList.remove('here');
  row.classList.add('here');
}

function move(step, event) {
  const rows = [...document.querySelectorAll('[data-row]')];
  if (!rows.length) return press(event.key, event);
  event.preventDefault();
  const at = rows.indexOf(current());
  const row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  mark(row);
  (row.querySelector('[data-row-link]') ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

function select(event) {
  const box = current()?.querySelector('input[data-select]');
  if (!box) return;
  event.preventDefault();
  box.click();
}
