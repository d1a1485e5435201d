// Puts a fragment into the page: the target, whatever else came along, focus, and the spoken word.
import { goOn, rowsFrom } from './places.js';
import { speak } from './spoken.js';

export { speak };
const listeners = [];

/// Calls `enhance(root)` for the document and for every fragment that arrives later.
export function onContent(enhance) {
  listeners.push(enhance);
}

export function contentArrived(root) {
  for (const enhance of listeners) enhance(root);
}

/// Elements of the fragment, still outside the page.
export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/// Replaces `target` by the first element of the fragment. Elements marked `data-also` replace those of
/// the same id elsewhere. What was typed into forms other than the one that was `sent` is typed in the new ones.
/// Answers the new element, or null when the fragment held nothing for the target.
export function swap(target, html, { sent = null } = {}) {
  const content = parse(html);
  const arrived = [];
  for (const also of content.querySelectorAll('[data-also][id]')) {
    also.remove();
    const old = document.getElementById(also.id);
    if (old && old !== target) arrived.push(replace(old, also, sent));
  }
  const fresh = content.firstElementChild;
  if (fresh && target?.isConnected) arrived.push(replace(target, fresh, sent));
  for (const element of arrived) {
    contentArrived(element);
    speak(element.dataset.announce ?? [...element.querySelectorAll('[role="alert"], [role="status"]')].map((note) => note.textContent.trim()).find(Boolean));
  }
  return fresh ?? null;
}

function replace(old, fresh, sent) {
  const held = remember(old);
  const rows = rowsFrom(old);
  carryWords(old, fresh, sent);
  carryOpen(old, fresh, sent);
  if (old.classList.contains('here')) fresh.classList.add('here');
  old.replaceWith(fresh);
  restore(fresh, held);
  goOn(rows, fresh);
  return fresh;
}

function carryWords(old, fresh, sent) {
  const homeless = [];
  for (const form of old.querySelectorAll('form[data-dirty][id]')) {
    if (form === sent) continue;
    const next = fresh.querySelector(`form#${CSS.escape(form.id)}`);
    if (!next) {
      homeless.push(form);
      continue;
    }
    next.dataset.dirty = '';
    const fields = '[name]:is(textarea, select, input:not([type="hidden"], [type="file"]))';
    // Some of its fields stand elsewhere and name it.
    const tied = fresh.querySelectorAll(`[form="${CSS.escape(form.id)}"]${fields}`);
    for (const field of [...next.querySelectorAll(fields), ...tied]) {
      const same = [...form.elements].filter((typed) => typed.name === field.name);
      if (field.matches('[type="radio"], [type="checkbox"]')) {
        field.checked = same.some((typed) => typed.checked && typed.value === field.value);
      } else if (same.length) {
        field.value = same[0].value;
      }
    }
  }
  for (const form of homeless) bequeath(form, fresh);
}

// The words of a form that is not offered any more go to the field that it names.
function bequeath(form, fresh) {
  const heir = form.dataset.heir && fresh.querySelector(`#${CSS.escape(form.dataset.heir)}`);
  const words = form.querySelector('textarea')?.value.trim();
  if (!heir || !words) return;
  heir.value = [heir.value, words].filter(Boolean).join('\n\n');
  heir.form.dataset.dirty = '';
  // Once they stand in the page, they are kept as if they had been typed there.
  queueMicrotask(() => heir.form.dispatchEvent(new CustomEvent('watchdesk:unsent', { bubbles: true })));
}

// What a person opened stays open, unless it is done with.
function carryOpen(old, fresh, sent) {
  for (const opened of old.querySelectorAll('details[open][id]')) {
    if (!opened.contains(sent)) fresh.querySelector(`details#${CSS.escape(opened.id)}`)?.setAttribute('open', '');
  }
}

/// After a refused form: the first field that needs attention, else the message itself.
export function focusComplaint(root) {
  const first = root.querySelector('[aria-invalid="true"]:not([hidden], select[data-replaced])') ?? root.querySelector('[role="alert"]');
  if (!first) return;
  if (first.matches('[role="alert"]')) first.tabIndex = -1;
  first.focus();
}

/// Puts a message at the top of `place`: the server's own notice, or a text that is made to look like one.
export function problem(place, message) {
  for (const old of place.querySelectorAll(':scope > [data-problem], :scope > [role="alert"]')) old.remove();
  let note = message;
  if (!(note instanceof Element)) {
    note = document.createElement('div');
    note.className = 'notice notice-bad';
    note.dataset.problem = '';
    note.setAttribute('role', 'alert');
    note.textContent = message ?? '';
  }
  place.prepend(note);
}

const CONTROLS = 'a, button, input, select, textarea, summary';

function remember(element) {
  const active = document.activeElement;
  if (!element.contains(active)) return null;
  const around = [];
  for (let part = active; part !== element.parentElement; part = part.parentElement) {
    const controls = part.id ? [...part.querySelectorAll(CONTROLS)] : [];
    if (part.id) around.push({ id: part.id, among: controls.indexOf(active), of: controls.length });
  }
  return { id: active.id, around, start: active.selectionStart, end: active.selectionEnd };
}

// The same place again, or the nearest around it that is there: what is done with may be closed or gone.
function restore(fresh, held) {
  if (!held) return;
  const places = held.around.flatMap(({ id, among, of }) => {
    const part = document.getElementById(id);
    if (!part || among < 0) return [part];
    const [controls, isRow] = [part.querySelectorAll(CONTROLS), part.matches('[data-row]')];
    const same = isRow || part.matches('form') || controls.length === of ? controls[among] : null;
    return [same, part.querySelector(isRow ? '[data-row-link]' : ':scope > summary'), part];
  });
  const wanted = [...places, fresh.querySelector('[autofocus]')].find((place) => place?.checkVisibility() && !place.disabled) ?? fresh;
  if (!wanted.matches(CONTROLS)) wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
  if (wanted.id && wanted.id === held.id && held.start != null && wanted.type !== 'email') wanted.setSelectionRange?.(held.start, held.end);
}
