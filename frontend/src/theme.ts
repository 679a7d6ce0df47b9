// Runs before the page is drawn, so that the chosen theme doesn't flash. Loaded as a classic script: no imports.
{
  const chosen = localStorage.getItem('stakeout.theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen;
}
