import {
  runOpenRequests,
  runRequest,
  type RequestDeps,
  type RequestStep,
} from '../privacy/runRequest.ts';
import type { Parts } from './parts.ts';
import { exportMaker } from './privacyExport.ts';
import { privacyDeps } from './withRestoreGate.ts';

/** Works on one request, or on all that are open (`requestId` null). */
export function privacyJob(
  parts: Parts,
): (shop: string, requestId: string | null) => Promise<RequestStep> {
  const deps: RequestDeps = { ...privacyDeps(parts), makeExport: exportMaker(parts) };
  return (shop, requestId) =>
    requestId === null ? runOpenRequests(shop, deps) : runRequest(shop, requestId, deps);
}
