// The pencil: opens the editor of a row below it, in the list. Without it the pencil leads to a page of its own, and back.
import { ask, isFragment } from './net.js';
import { contentArrived, parse } from './swap.js';

document.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  const pencil = event.target.closest('[data-edit]');
  if (pencil) {
    event.preventDefault();
    const entry = pencil.closest('[data-row]');
    if (editorOf(entry)) close(entry);
    else open(entry, pencil);
    return;
  }
  const cancel = event.target.closest('[data-close-editor]');
  if (cancel) close(cancel.closest('[data-row]'));
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const editor = event.target.closest?.('.editor');
  if (editor) close(editor.closest('[data-row]'));
});

async function open(entry, pencil) {
  if (pencil.getAttribute('aria-busy')) return;
  pencil.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask(pencil.href);
    if (!answer.ok || !isFragment(answer.html)) return location.assign(pencil.href);
    for (const other of document.querySelectorAll('[data-row].editor-open')) {
      if (!other.querySelector('form[data-dirty], [data-uploading] .file')) close(other, false);
    }
    const editor = parse(answer.html).firstElementChild;
    entry.append(editor);
    entry.classList.add('editor-open');
    pencil.setAttribute('aria-expanded', 'true');
    contentArrived(editor);
    editor.querySelector('[autofocus], textarea')?.focus();
    editor.scrollIntoView({ block: 'nearest' });
  } catch {
    location.assign(pencil.href);
  } finally {
    pencil.removeAttribute('aria-busy');
  }
}

// What was typed is not thrown away: the draft is kept and the next opening shows it again.
function close(entry, focus = true) {
  const editor = editorOf(entry);
  editor.querySelector('form')?.dispatchEvent(new CustomEvent('watchdesk:leaving', { bubbles: true }));
  editor.remove();
  entry.classList.remove('editor-open');
  const pencil = entry.querySelector('[data-edit]');
  pencil?.setAttribute('aria-expanded', 'false');
  if (focus) pencil?.focus();
}

function editorOf(entry) {
  return entry?.querySelector('.editor') ?? null;
}
