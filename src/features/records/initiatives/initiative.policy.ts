/** How an initiative stands with the figure of those that others than the host have launched. */
export type Standing = 'others' | 'host_alone' | 'joint';

export function standingOf(proposers: readonly string[], hostCode: string): Standing {
  if (!proposers.includes(hostCode)) return 'others';
  return proposers.length === 1 ? 'host_alone' : 'joint';
}

/** Whether it counts; null: a joint one about which organisers have not decided. */
export function isCounted(standing: Standing, decision: boolean | null): boolean | null {
  if (standing === 'joint') return decision;
  return standing === 'others';
}
