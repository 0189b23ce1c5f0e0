export { archiveSegment } from './archive-segment.ts';
export { type AudienceNeeds, countAmong, countCustomers } from './count-customers.ts';
export { findSegment } from './find-segment.ts';
export { resolveCondition } from './resolve-condition.ts';
export { changeSegment, createSegment } from './save-segment.ts';
export type { Segment, SegmentVersion } from './segment.ts';
export { streamCustomerIds } from './stream-customer-ids.ts';
