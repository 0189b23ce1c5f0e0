/** What may happen in a person's history, in the order of the filter. */
export const timelineKinds = ['order', 'contact', 'event', 'consent', 'record'] as const;
export type TimelineKind = (typeof timelineKinds)[number];
