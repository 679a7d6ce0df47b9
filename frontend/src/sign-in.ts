/** Fills in a drill account with one click; shown only where the page offers any. */
const field = (id: string): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`#${id}`);

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-operator]')) {
  button.addEventListener('click', () => {
    const operator = field('operator');
    const password = field('password');
    if (!operator || !password) return;
    operator.value = button.dataset['operator'] ?? '';
    password.value = button.dataset['password'] ?? '';
    document.querySelector<HTMLButtonElement>('#sign-in')?.focus();
  });
}
