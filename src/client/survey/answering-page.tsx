import { useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Survey } from 'survey-react-ui';
import type { AnsweringSession } from './answering-session';
import { ConflictDialog } from './conflict-dialog';
import { messages } from './messages';
import { SaveLine } from './save-line';

/** The form with its progress, what is saved, and everything that may come between. */
export function AnsweringPage({ session }: { session: AnsweringSession }): ReactNode {
  const view = useSyncExternalStore(session.subscribe, () => session.view);
  const bar = useRef<HTMLDivElement>(null);
  useFocusOnPageChange(view.page, bar);
  // Drawn once: drawing it again with each word about saving would put back what fields showed.
  const form = useMemo(() => <Survey model={session.model} />, [session.model]);
  const { kind } = view.status;
  if (kind === 'closed' || kind === 'gone') {
    return (
      <Notice tone="danger" title={messages[kind].title}>
        <p>{messages[kind].text}</p>
        {view.keptHere ? null : <p>{messages.notKept}</p>}
      </Notice>
    );
  }
  if (view.sentElsewhere) {
    return (
      <Notice tone="warning" title={messages.sentElsewhere.title}>
        <p>{messages.sentElsewhere.text}</p>
        <p className="answer-choices">
          <button
            type="button"
            className="btn btn-primary"
            onClick={() => {
              session.seeReceipt();
            }}
          >
            {messages.sentElsewhere.seeReceipt}
          </button>
          <button
            type="button"
            className="btn btn-outline-secondary"
            onClick={() => {
              session.correctHere();
            }}
          >
            {messages.sentElsewhere.goOn}
          </button>
        </p>
      </Notice>
    );
  }
  return (
    <>
      <div className="answer-bar" ref={bar}>
        <div className="answer-progress">
          <span id="answer-progress-text">{messages.progress(view.page, view.pages)}</span>
          <progress aria-labelledby="answer-progress-text" value={view.page} max={view.pages} />
        </div>
        <SaveLine
          view={view}
          tryNow={() => {
            session.tryNow();
          }}
        />
      </div>
      {view.restored ? <p className="notice notice-info">{messages.restored}</p> : null}
      <Problems session={session} />
      <div id="survey-form" inert={view.sending !== 'no'}>
        {form}
      </div>
      {view.conflicts.length > 0 ? (
        <ConflictDialog
          model={session.model}
          conflicts={view.conflicts}
          onChoose={(theirs) => {
            session.choose(theirs);
          }}
        />
      ) : null}
    </>
  );
}

function Problems({ session }: { session: AnsweringSession }): ReactNode {
  const { problems, status } = session.view;
  const listed = problems.length > 0 || status.kind !== 'refused' ? problems : status.problems;
  if (listed.length === 0) return null;
  return (
    <Notice tone="danger" title={messages.lookAgain}>
      <ul>
        {listed.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Notice(props: { tone: string; title: string; children: ReactNode }): ReactNode {
  return (
    <div className={`notice notice-${props.tone}`} role="alert">
      <h2 className="h3">{props.title}</h2>
      {props.children}
    </div>
  );
}

/** Puts a reader of the screen, and the eye, at the top of the page that was turned to. */
function useFocusOnPageChange(page: number, bar: React.RefObject<HTMLDivElement | null>): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    // The form draws its new page after this effect.
    const frame = requestAnimationFrame(() => {
      bar.current?.scrollIntoView({ block: 'start' });
      const active = document.activeElement;
      if (active !== null && active.getAttribute('aria-invalid') === 'true') return;
      const title = document.querySelector<HTMLElement>('#survey-form .sd-page__title');
      title?.setAttribute('tabindex', '-1');
      title?.focus({ preventScroll: true });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [page, bar]);
}
