// Makes `[data-combo] > select` searchable by name, description and search words. The select stays what is sent.
import { onContent } from './swap.js';

onContent((root) => {
  for (const box of root.querySelectorAll('[data-combo]:not(.combo-ready)')) enhance(box);
});

// What the browser brings back when it returns to the page, it brings to the select, and no event tells.
addEventListener('pageshow', () => {
  for (const input of document.querySelectorAll('.combo-ready > input[aria-expanded="false"]')) {
    input.value = chosenIn(input.parentElement.querySelector('select'));
  }
});

const chosenIn = (select) => (select.value ? select.selectedOptions[0].text : '');
const fold = (text) => text.normalize('NFD').replace(/[\p{M}'’]/gu, '').toLowerCase();

function enhance(box) {
  const select = box.querySelector('select');
  const label = select.labels[0];
  const choices = [...select.options].filter((option) => option.value);
  const input = document.createElement('input');
  const list = document.createElement('ul');
  let active = -1;
  let shown = [];

  Object.assign(input, { id: `${select.id}-search`, className: select.className, type: 'text', autocomplete: 'off', spellcheck: false });
  input.placeholder = select.options[0].value ? '' : select.options[0].text;
  attributes(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${select.id}-list` });
  for (const name of ['aria-invalid', 'aria-describedby', 'aria-required']) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  Object.assign(list, { id: `${select.id}-list`, className: 'combo-list', hidden: true });
  attributes(list, { role: 'listbox', 'aria-label': label?.textContent ?? '' });
  if (label) label.htmlFor = input.id;
  select.dataset.replaced = '';
  select.required = false;
  box.append(input, list);
  box.classList.add('combo-ready');
  const text = () => chosenIn(select);
  input.value = text();
  if (select.autofocus) input.focus();

  function show(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const hay = (option) => fold(`${option.text} ${option.dataset.about ?? ''} ${option.dataset.words ?? ''}`);
    const rank = (option) => (fold(option.text).startsWith(words[0] ?? '') ? 0 : 1);
    const named = choices.filter((option) => !('other' in option.dataset) && words.every((word) => hay(option).includes(word)));
    shown = [...named.sort((a, b) => rank(a) - rank(b) || a.index - b.index), ...choices.filter((option) => 'other' in option.dataset)];
    const lines = shown.map((option, n) => line(option, `${list.id}-${n}`));
    if (!named.length && box.dataset.none) lines.unshift(nothing(box.dataset.none));
    list.replaceChildren(...lines);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    const current = words.length ? 0 : shown.findIndex((option) => option.selected);
    point(Math.max(current, 0));
  }

  function point(n) {
    active = (n + shown.length) % shown.length;
    for (const item of list.querySelectorAll('[role="option"]')) {
      const on = item.id === `${list.id}-${active}`;
      item.setAttribute('aria-selected', String(on));
      if (on) {
        input.setAttribute('aria-activedescendant', item.id);
        item.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  function hide() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function take(option) {
    hide();
    if (option && 'other' in option.dataset && shown.length === 1) say(input.value.trim());
    if (option && option !== select.selectedOptions[0]) {
      select.value = option.value;
      select.dispatchEvent(new Event('input', { bubbles: true }));
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    input.value = text();
  }

  input.addEventListener('input', (event) => { event.stopPropagation(); show(input.value); });
  input.addEventListener('click', () => { if (list.hidden) { input.select(); show(''); } });
  input.addEventListener('blur', () => { if (!list.hidden) take(input.value.trim() && input.value !== text() ? shown[active] : null); });
  // What fits no name is what "Other" is asked for.
  const say = (words) => { const details = input.form?.elements.details; if (details && !details.value) details.value = words; };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) show('');
      else point(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !list.hidden) {
      if (!event.ctrlKey && !event.metaKey) event.preventDefault();
      take(shown[active]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      take(null);
    }
  });
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    const item = event.target.closest('[role="option"]');
    if (item) take(shown[Number(item.id.slice(list.id.length + 1))]);
  });
}

function line(option, id) {
  const item = document.createElement('li');
  item.id = id;
  attributes(item, { role: 'option', 'aria-selected': 'false' });
  item.textContent = option.text;
  if (option.dataset.about) {
    const about = document.createElement('small');
    about.textContent = option.dataset.about;
    item.append(about);
  }
  return item;
}

function nothing(text) {
  const item = document.createElement('li');
  item.className = 'combo-none';
  item.setAttribute('role', 'presentation');
  item.textContent = text;
  return item;
}

function attributes(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
}
