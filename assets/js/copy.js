// `[data-copy="#id"]` copies that element's text and says so in the words of `data-done`.
import { speak } from './swap.js';

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  const source = button && document.querySelector(button.dataset.copy);
  if (!source) return;
  const text = source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copySelected(source)) return;
  }
  const label = button.querySelector('[data-copy-label]') ?? button;
  const before = button.dataset.before ??= label.textContent;
  label.textContent = button.dataset.done;
  speak(button.dataset.done);
  setTimeout(() => { label.textContent = before; }, 2000);
});

// The clipboard interface needs a secure address; a selection does not, and stays marked if even that fails.
function copySelected(source) {
  getSelection().selectAllChildren(source);
  return document.execCommand('copy');
}
