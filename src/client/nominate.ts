// Tells once that a person has opened their link. A program that scans mails runs no scripts.
void fetch(`${location.pathname}/opening`, { method: 'POST', keepalive: true }).catch(
  () => undefined,
);
