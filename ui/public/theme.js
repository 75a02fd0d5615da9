// Before the first paint, so that a remembered theme does not flash; not inline because of the content security policy.
try {
  document.documentElement.dataset.theme = localStorage.getItem('windowpane.theme') ?? 'system';
} catch {
  document.documentElement.dataset.theme = 'system';
}
