import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Model } from 'survey-core';
import { describeAnswer, titleOf } from './describe-answer';
import type { Conflict } from './merge-answers';
import { messages } from './messages';

/** Shows both answers of each question that was changed in two places, and lets the person choose. */
export function ConflictDialog(props: {
  model: Model;
  conflicts: Conflict[];
  onChoose: (theirs: Set<string>) => void;
  words?: typeof messages.conflict;
}): ReactNode {
  const { model, conflicts, onChoose, words = messages.conflict } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const choose = (question: string, takeTheirs: boolean): void => {
    const next = new Set(theirs);
    if (takeTheirs) next.add(question);
    else next.delete(question);
    setTheirs(next);
  };
  return (
    <dialog
      ref={dialog}
      className="answer-dialog"
      aria-labelledby="conflict-title"
      onCancel={(event) => {
        // There is no way around choosing: either answer would be lost without a word.
        event.preventDefault();
      }}
    >
      <h2 id="conflict-title">{words.title}</h2>
      <p>{words.text}</p>
      {conflicts.map(({ question, mine, theirs: other }) => (
        <fieldset key={question} className="answer-conflict">
          <legend>{titleOf(model, question)}</legend>
          <Choice
            name={question}
            label={words.here}
            text={describeAnswer(model, question, mine)}
            checked={!theirs.has(question)}
            onPick={() => {
              choose(question, false);
            }}
          />
          <Choice
            name={question}
            label={words.there}
            text={describeAnswer(model, question, other)}
            checked={theirs.has(question)}
            onPick={() => {
              choose(question, true);
            }}
          />
        </fieldset>
      ))}
      <button
        type="button"
        className="btn btn-primary"
        onClick={() => {
          onChoose(new Set(theirs));
        }}
      >
        {words.apply}
      </button>
    </dialog>
  );
}

function Choice(props: {
  name: string;
  label: string;
  text: string;
  checked: boolean;
  onPick: () => void;
}): ReactNode {
  return (
    <label className="answer-conflict-choice">
      <input
        type="radio"
        className="form-check-input"
        name={`conflict-${props.name}`}
        checked={props.checked}
        onChange={props.onPick}
      />
      <span>
        <span className="quiet">{props.label}</span>
        <br />
        {props.text}
      </span>
    </label>
  );
}
