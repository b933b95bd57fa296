import { App, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AppStack } from './appStack.ts';
import { DataStack } from './dataStack.ts';
import type { EntryName } from './entryNames.ts';
import { stages } from './stage.ts';

/** The whole deployment, every stage of it; `outdir` is where the templates go. */
export function clientele(codeOf: (entry: EntryName) => Code, outdir?: string): App {
  const app = new App({ ...(outdir === undefined ? {} : { outdir }), analyticsReporting: false });
  for (const stage of stages) {
    const tags = { project: 'clientele', stage: stage.name };
    const data = new DataStack(app, stage, { tags });
    new AppStack(app, { stage, data, codeOf, tags });
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
