/** The thread in which IR is worked on for agents: does the jobs it is sent, one after the other. */
import { parentPort } from 'node:worker_threads';
import { CommandError } from '../command-error.ts';
import { irJobs } from './ir-jobs.ts';
import type { AnswerOf, JobMessage, JobName, JobReport, OnStep } from './job-protocol.ts';

/** A job of any name: that its request is of the same name is up to who sends it. */
type AnyJob = (request: JobMessage['request'], onStep: OnStep) => AnswerOf<JobName>;

const port = parentPort!;
const send = (report: JobReport): void => port.postMessage(report);

port.on('message', ({ name, request }: JobMessage) => {
  try {
    const job = irJobs[name] as AnyJob;
    send({ kind: 'answer', answer: job(request, (text) => send({ kind: 'step', text })) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isOurs = error instanceof CommandError;
    send({ kind: 'failure', message: isOurs ? message : `internal error: ${message}` });
  }
});
