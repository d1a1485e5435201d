// Puts a fragment into the page: the target, whatever else came along, focus, and the spoken word.
const listeners = [];

/// Calls `enhance(root)` for the document and for every fragment that arrives later.
export function onContent(enhance) {
  listeners.push(enhance);
}

export function contentArrived(root) {
  for (const enhance of listeners) enhance(root);
}

/// A screen reader says `text` once.
export function speak(text) {
  const place = document.getElementById('spoken');
  if (!place || !text) return;
  place.textContent = '';
  requestAnimationFrame(() => { place.textContent = text; });
}

/// Elements of the fragment, still outside the page.
export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/// Replaces `target` by the first element of the fragment. Elements marked `data-also` replace those of
/// the same id elsewhere. Answers the new element, or null when the fragment held nothing for the target.
export function swap(target, html, { focus = 'restore' } = {}) {
  const content = parse(html);
  const arrived = [];
  for (const also of content.querySelectorAll('[data-also][id]')) {
    also.remove();
    const old = document.getElementById(also.id);
    if (!old || old === target) continue;
    const held = remember(old);
    old.replaceWith(also);
    restore(also, held);
    arrived.push(also);
  }
  const fresh = content.firstElementChild;
  if (fresh && target?.isConnected) {
    const held = remember(target);
    const here = target.classList.contains('here');
    target.replaceWith(fresh);
    if (here) fresh.classList.add('here');
    if (focus === 'restore') restore(fresh, held);
    arrived.push(fresh);
  }
  for (const element of arrived) {
    contentArrived(element);
    speak(element.dataset.announce ?? element.querySelector('[role="alert"], [role="status"]')?.textContent.trim());
  }
  return fresh ?? null;
}

/// After a refused form: the first field that needs attention, else the message itself.
export function focusComplaint(root) {
  const first = root.querySelector('[aria-invalid="true"]:not([hidden], select[data-replaced])') ?? root.querySelector('[role="alert"]');
  if (!first) return;
  if (first.matches('[role="alert"]')) first.tabIndex = -1;
  first.focus();
}

/// Makes a message like the server's own and puts it at the top of `place`.
export function problem(place, text) {
  place.querySelector('[data-problem]')?.remove();
  const note = document.createElement('div');
  note.className = 'notice notice-bad';
  note.dataset.problem = '';
  note.setAttribute('role', 'alert');
  note.textContent = text ?? '';
  place.prepend(note);
}

function remember(element) {
  const active = document.activeElement;
  if (!element.contains(active)) return null;
  const row = active.closest('[data-row]');
  const among = row ? [...row.querySelectorAll('a, button, input')].indexOf(active) : -1;
  return { id: active.id, row: row?.id, among, start: active.selectionStart, end: active.selectionEnd };
}

function restore(fresh, held) {
  if (!held) return;
  const row = held.row && document.getElementById(held.row);
  const wanted = (held.id && document.getElementById(held.id))
    || (row && (row.querySelectorAll('a, button, input')[held.among] ?? row.querySelector('[data-row-link]')))
    || fresh.querySelector('[autofocus]');
  if (wanted) {
    wanted.focus({ preventScroll: true });
    if (held.start != null && wanted.setSelectionRange && wanted.type !== 'email') wanted.setSelectionRange(held.start, held.end);
  } else {
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
  }
}
