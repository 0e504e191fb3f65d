import fc from 'fast-check';
import {
  hasMeeting,
  whyUnavailable,
  type Booking,
  type Delegate,
  type PlanSlot,
} from '../../../../src/features/workshop/matchmaking/clashes';
import { proposeTimetable } from '../../../../src/features/workshop/matchmaking/propose-timetable';

const time = (slot: number): { startsAt: string; endsAt: string } => {
  const two = (value: number): string => String(value).padStart(2, '0');
  return { startsAt: `${two(9 + slot)}:00`, endsAt: `${two(9 + slot)}:30` };
};

const slots = (counts: number[]): PlanSlot[] =>
  counts.map((tables, index) => ({
    id: 10 + index,
    day: 1 + (index % 3),
    tables,
    ...time(Math.floor(index / 3)),
  }));

const pair = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
  .filter(([a, b]) => a !== b);

const delegate: fc.Arbitrary<Delegate> = fc.record({
  clusterId: fc.integer({ min: 1, max: 7 }),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 3 })),
  busy: fc.array(
    fc
      .record({ day: fc.integer({ min: 1, max: 3 }), at: fc.integer({ min: 0, max: 3 }) })
      .map(({ day, at }) => ({ day, ...time(at) })),
    { maxLength: 3 },
  ),
});

const situation = fc
  .record({
    slots: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 }).map(slots),
    delegates: fc.array(delegate, { maxLength: 14 }),
    pairs: fc.array(pair, { maxLength: 14 }),
    booked: fc.array(pair, { maxLength: 3 }),
  })
  .map(({ pairs, booked, ...rest }) => ({
    ...rest,
    requests: pairs.map((clusters, index) => ({ id: 100 + index, clusters })),
    // Meetings that stand: one at table 1 of each of the first slots.
    bookings: booked.slice(0, rest.slots.length).map((clusters, index) => ({
      slotId: 10 + index,
      table: 1,
      clusters,
    })),
  }));

test('never makes a clash, never leaves the days of a cluster, and never drops a request', () => {
  fc.assert(
    fc.property(situation, (input) => {
      const { placements, unplaced } = proposeTimetable(input);
      const standing: Booking[] = [...input.bookings];
      for (const { requestId, slotId, table } of placements) {
        const slot = input.slots.find(({ id }) => id === slotId);
        const clusters = input.requests.find(({ id }) => id === requestId)?.clusters;
        if (slot === undefined || clusters === undefined) throw new Error('not of this input');
        expect(table).toBeGreaterThanOrEqual(1);
        expect(table).toBeLessThanOrEqual(slot.tables);
        expect(standing.some((one) => one.slotId === slotId && one.table === table)).toBe(false);
        for (const cluster of clusters) {
          expect(hasMeeting(cluster, slotId, standing)).toBe(false);
          expect(whyUnavailable(cluster, slot, input.delegates)).toBeNull();
        }
        standing.push({ slotId, table, clusters });
      }
      const seen = [...placements, ...unplaced].map(({ requestId }) => requestId).sort();
      expect(seen).toEqual(input.requests.map(({ id }) => id).sort());
    }),
    { numRuns: 300 },
  );
});

test('gives the same timetable for the same input in any order, and leaves no fitting place empty', () => {
  fc.assert(
    fc.property(situation, (input) => {
      const proposal = proposeTimetable(input);
      const turned = {
        ...input,
        slots: [...input.slots].reverse(),
        delegates: [...input.delegates].reverse(),
        requests: [...input.requests].reverse(),
        bookings: [...input.bookings].reverse(),
      };
      expect(proposeTimetable(turned)).toEqual(proposal);
      const bookings = [
        ...input.bookings,
        ...proposal.placements.map(({ requestId, ...rest }) => ({
          ...rest,
          clusters: input.requests.find(({ id }) => id === requestId)?.clusters ?? [0, 0],
        })),
      ] as Booking[];
      for (const { requestId } of proposal.unplaced) {
        const clusters = input.requests.find(({ id }) => id === requestId)?.clusters ?? [];
        const fits = input.slots.filter(
          (slot) =>
            bookings.filter(({ slotId }) => slotId === slot.id).length < slot.tables &&
            clusters.every(
              (id) =>
                !hasMeeting(id, slot.id, bookings) &&
                whyUnavailable(id, slot, input.delegates) === null,
            ),
        );
        expect(fits).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('places the request with the fewest slots first, and says why one has no place', () => {
  const everyDay = { days: [1, 2], busy: [] };
  const proposal = proposeTimetable({
    slots: [
      { id: 1, day: 1, ...time(0), tables: 1 },
      { id: 2, day: 2, ...time(0), tables: 1 },
    ],
    delegates: [
      { clusterId: 1, ...everyDay },
      { clusterId: 2, ...everyDay },
      { clusterId: 3, days: [1], busy: [] },
      { clusterId: 4, days: [2], busy: [] },
    ],
    bookings: [],
    requests: [
      { id: 1, clusters: [1, 2] },
      { id: 2, clusters: [1, 3] },
      { id: 3, clusters: [3, 4] },
      { id: 4, clusters: [2, 3] },
    ],
  });
  expect(proposal).toEqual({
    placements: [
      { requestId: 2, slotId: 1, table: 1 },
      { requestId: 1, slotId: 2, table: 1 },
    ],
    unplaced: [
      { requestId: 3, reason: 'never_both_free' },
      { requestId: 4, reason: 'all_taken' },
    ],
  });
});
