import { useEffect, useState, type ReactNode } from 'react';
import type { View } from './answering-session';
import { messages } from './messages';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What is said of the state of saving, and whether it is worth interrupting a listener. */
export function saveText(view: View): { text: string; bad: boolean } {
  if (view.sending === 'sending') return { text: messages.sending, bad: false };
  if (view.sending === 'again') return { text: messages.sendingAgain, bad: true };
  const { status } = view;
  const kept = (text: string): string => (view.keptHere ? text : messages.notKept);
  switch (status.kind) {
    case 'idle':
      return { text: messages.nothingYet, bad: false };
    case 'dirty':
    case 'saving':
      return { text: messages.saving, bad: false };
    case 'saved':
      return {
        text: status.at === null ? messages.saved : messages.savedAt(time.format(status.at)),
        bad: false,
      };
    case 'offline':
      return { text: kept(messages.offline), bad: true };
    case 'server_full':
      return { text: kept(messages.serverFull), bad: true };
    case 'too_large':
      return { text: messages.tooLarge, bad: true };
    case 'refused':
      return { text: messages.refused, bad: true };
    default:
      return { text: kept(messages.notSaved), bad: true };
  }
}

/**
 * The line under the progress. Eyes see every change; a screen reader hears the first "saved"
 * and from then on only trouble and its end, not each save.
 */
export function SaveLine({ view, tryNow }: { view: View; tryNow: () => void }): ReactNode {
  const { text, bad } = saveText(view);
  const [spoken, setSpoken] = useState('');
  const saved = view.status.kind === 'saved';
  useEffect(() => {
    if (bad) setSpoken(text);
    else if (saved) setSpoken(messages.saved);
  }, [text, bad, saved]);
  return (
    <div className="answer-status" data-bad={bad} id="answer-status">
      <span aria-hidden="true">{text}</span>
      <span className="visually-hidden" role="status">
        {spoken}
      </span>
      {bad && view.status.kind !== 'refused' && view.status.kind !== 'too_large' ? (
        <button type="button" className="btn btn-sm btn-outline-secondary" onClick={tryNow}>
          {messages.tryNow}
        </button>
      ) : null}
    </div>
  );
}
