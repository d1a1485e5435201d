// Takes files as they are chosen, dropped or pasted. Without it the form brings them itself.
import { speak } from './swap.js';
import { running, upload, whenDone, words, zone } from './uploading.js';

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-files] input[type="file"]')) return;
  const chosen = [...target.files];
  target.value = '';
  // Nothing is typed here any more that the page would have to be held for.
  target.dispatchEvent(new Event('input', { bubbles: true }));
  add(chosen);
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-drop-upload]');
  if (button) drop(button);
});

// Beside the place itself a dropped file would take the page away, and every word on it.
let over = 0;
document.addEventListener('dragover', (event) => {
  if (!zone() || !event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  zone().dataset.over = '';
  clearTimeout(over);
  over = setTimeout(() => delete zone()?.dataset.over, 500);
});
document.addEventListener('drop', (event) => {
  if (!zone() || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  delete zone().dataset.over;
  add([...event.dataTransfer.files]);
});

// A cell of a spreadsheet is text and a picture at once: there the text is meant.
document.addEventListener('paste', (event) => {
  const { files, types } = event.clipboardData ?? {};
  if (!zone() || !files?.length || types.includes('text/plain')) return;
  event.preventDefault();
  add([...files]);
});

// A form goes when its files are there.
document.addEventListener('submit', (event) => {
  if (!event.target.querySelector('[data-files]') || running().length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { target: { id }, submitter } = event;
  whenDone(() => document.getElementById(id)?.requestSubmit(submitter?.isConnected ? submitter : null));
  speak(words('wait'));
  for (const { row } of running()) row.scrollIntoView({ block: 'nearest' });
}, true);

function add(files) {
  for (const file of files) upload(file, nameOf(file));
}

// What is pasted is called image.png by every browser.
function nameOf(file) {
  if (file.name && file.name !== 'image.png') return file.name;
  const time = new Date().toLocaleTimeString('en-GB').replaceAll(':', '.');
  return `${words('pasted').replace('{time}', time)}.${file.type.split('/')[1] || 'png'}`;
}

function drop(button) {
  const row = button.closest('.file');
  fetch(button.dataset.dropUpload, { method: 'POST', headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  speak(words('dropped', row.querySelector('.file-name').textContent));
  row.remove();
  zone().querySelector('input[type="file"]').focus();
}
