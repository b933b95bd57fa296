/** The queues, and how often each delivers a message before it becomes a dead letter. */
export const mostAttempts = { events: 8, issue: 20, jobs: 3 } as const;
export type QueueName = keyof typeof mostAttempts;
export const queueNames = ['events', 'issue', 'jobs'] as const satisfies readonly QueueName[];
