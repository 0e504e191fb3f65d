import { chooseAnswers, mergeAnswers } from '../../src/client/survey/merge-answers';

test('changes to different questions are both kept, removals included', () => {
  const merged = mergeAnswers(
    { name: 'Ana', sector: 'public', note: 'old' },
    { name: 'Ana Lim', sector: 'public', note: 'old' },
    { name: 'Ana', sector: 'private' },
  );
  expect(merged).toEqual({ answers: { name: 'Ana Lim', sector: 'private' }, conflicts: [] });
});

test('the same change on both sides is no conflict, in whatever order its parts stand', () => {
  const value = { a: 1, b: [{ c: 2 }] };
  const same = { b: [{ c: 2 }], a: 1 };
  expect(mergeAnswers({}, { table: value }, { table: same })).toEqual({
    answers: { table: value },
    conflicts: [],
  });
});

test('a question changed on both sides is asked about, and nothing is lost until it is', () => {
  const { answers, conflicts } = mergeAnswers(
    { name: 'Ana', topics: [1] },
    { name: 'Ben', topics: [1, 2] },
    { name: 'Cai', topics: [1] },
  );
  expect(conflicts).toEqual([{ question: 'name', mine: 'Ben', theirs: 'Cai' }]);
  expect(answers).toEqual({ name: 'Ben', topics: [1, 2] });
  expect(chooseAnswers(answers, conflicts, new Set(['name']))).toEqual({
    name: 'Cai',
    topics: [1, 2],
  });
  expect(chooseAnswers(answers, conflicts, new Set())).toEqual(answers);
});

test('an answer changed here and removed there is asked about; removing can be chosen', () => {
  const { answers, conflicts } = mergeAnswers({ name: 'Ana' }, { name: 'Ben' }, {});
  expect(conflicts).toEqual([{ question: 'name', mine: 'Ben', theirs: undefined }]);
  expect(chooseAnswers(answers, conflicts, new Set(['name']))).toEqual({});
});
