// The choice between the system's theme, light and dark; early.js applies it before the next page is painted.
const STORED = 'watchdesk-theme';
const choices = document.querySelectorAll('[data-theme-choice]');

for (const choice of choices) choice.checked = choice.value === (document.documentElement.dataset.theme ?? '');

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-theme-choice]')) return;
  apply(target.value);
  try {
    if (target.value) localStorage.setItem(STORED, target.value);
    else localStorage.removeItem(STORED);
  } catch { /* holds for this page only */ }
});

// Other tabs follow.
addEventListener('storage', ({ key, newValue }) => {
  if (key !== STORED) return;
  apply(newValue ?? '');
  for (const choice of choices) choice.checked = choice.value === (newValue ?? '');
});

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
