import { formatDateTime, formatNumber } from '../src/http/format';
import type { FormResults } from '../src/features/results/tabulate';
import { Deck } from './slides/deck';
import type { SlidesDocument } from './slides/document';
import { addIndicators } from './slides/indicator-slides';
import { addQuestion, hasAnswers } from './slides/question-slides';

/**
 * The slides for the presentation of Day 1: the results of the survey, question by question, and the
 * indicators. Charts are native, so that a speaker can edit them; notes hold base and method.
 */
export function slides(document: SlidesDocument): Deck {
  const deck = new Deck(document);
  const { survey, projectName, isProtected, k, mark, indicators, timeZone } = document;
  const readers = isProtected
    ? `Groups of fewer than ${k} people are hidden: the slides may be passed on.`
    : 'For organisers: small groups are not hidden. For others, use the version to pass on.';
  const asOf = `As of ${formatDateTime(indicators[0]?.asOf, timeZone)}.`;
  deck.opening(
    'Survey results and indicators',
    [projectName, asOf, readers, ...(mark === null ? [] : [mark])],
    `${readers} Every chart can be edited: its figures are in the sheet behind it. Free text is never shown.`,
  );
  deck.opening(survey.title, [respondentsText(survey)], respondentsText(survey));
  if (survey.results === null || survey.results.respondents.base.total.n === 0) {
    deck.words(
      {
        title: survey.title,
        message: 'No data yet.',
        base: '',
        notes: 'The slides of the questions follow with the first answers.',
      },
      [isProtected ? 'Nothing is released yet.' : 'Nobody has answered yet.'],
    );
  } else {
    addResults(deck, survey.results);
  }
  deck.opening('Indicators', [asOf], 'What is to be reached, and what has been reached so far.');
  addIndicators(deck, document);
  return deck;
}

function respondentsText({ results, releasedOn }: SlidesDocument['survey']): string {
  if (results === null) return 'No data yet.';
  const { women, men, notStated, total } = results.respondents.base;
  const figure = ({ n }: { n: number | null }): string => (n === null ? 'hidden' : formatNumber(n));
  const date = releasedOn === null ? '' : ` Results as of ${releasedOn}.`;
  return `Answers: ${figure(total)}. Women ${figure(women)}, men ${figure(men)}, not stated ${figure(notStated)}.${date}`;
}

/** Questions answered in words are left out; those nobody has answered share a slide. */
function addResults(deck: Deck, { questions }: FormResults): void {
  const closed = questions.filter(({ question }) => question.kind !== 'open');
  for (const question of closed) if (hasAnswers(question)) addQuestion(deck, question);
  const waiting = closed.filter((question) => !hasAnswers(question));
  if (waiting.length === 0) return;
  deck.words(
    {
      title: 'Questions without an answer yet',
      message: 'No data yet.',
      base: 'Nobody who was asked has answered them, or nobody was asked.',
      notes: 'No data yet is not zero.',
    },
    waiting.map(({ question }) => question.title),
  );
}
