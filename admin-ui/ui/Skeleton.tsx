/** A grey block of the height its content will have, so that nothing jumps. */
export function Skeleton({ height, width = '100%' }: { height: string; width?: string }) {
  return (
    <div className="c-skeleton" aria-hidden style={{ blockSize: height, inlineSize: width }} />
  );
}

/** Several lines of text to come. */
export function SkeletonLines({ lines }: { lines: number }) {
  return (
    <div aria-hidden style={{ display: 'grid', gap: '0.5rem' }}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height="1rem" width={line % 2 === 0 ? '100%' : '72%'} />
      ))}
    </div>
  );
}
