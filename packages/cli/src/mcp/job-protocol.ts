/** The messages between the server and the threads in which IR is worked on: plain data. */
import type { IrJobs } from './ir-jobs.ts';

/** The name of a job: what is done to a text. */
export type JobName = keyof IrJobs;
export type RequestOf<N extends JobName> = Parameters<IrJobs[N]>[0];
export type AnswerOf<N extends JobName> = ReturnType<IrJobs[N]>;

export interface JobMessage {
  readonly name: JobName;
  readonly request: RequestOf<JobName>;
}

/** What a job reports, any number of steps before the one answer. */
export type JobReport =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'answer'; readonly answer: AnswerOf<JobName> }
  | { readonly kind: 'failure'; readonly message: string };

/** Told of each step of a long job. */
export type OnStep = (text: string) => void;
