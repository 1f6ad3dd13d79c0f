/** What is done to IR for agents, by name: functions of plain data, which a thread calls. */
import { explainDiagnostic } from './jobs/explain-diagnostic.ts';
import { explainOperation } from './jobs/explain-operation.ts';
import { format } from './jobs/format.ts';
import { verify } from './jobs/verify.ts';

export const irJobs = { verify, format, explainOperation, explainDiagnostic } as const;

export type IrJobs = typeof irJobs;
