// Runs before the first paint, as a classic script: says that scripts work and which theme was chosen. Knows nothing else.
(() => {
  const root = document.documentElement;
  root.dataset.script = '';
  try {
    const theme = localStorage.getItem('watchdesk-theme');
    if (theme) root.dataset.theme = theme;
  } catch { /* storage may be forbidden; the system's theme then holds */ }
})();
