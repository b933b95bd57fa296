import { Code } from 'aws-cdk-lib/aws-lambda';
import { clientele } from './clientele.ts';
import { bundleRoot } from './lambdaBundle.ts';

// For the cdk command (cdk.json), which says where the templates go; `npm run bundle` comes first.
clientele((entry) => Code.fromAsset(`${bundleRoot}/${entry}`)).synth();
