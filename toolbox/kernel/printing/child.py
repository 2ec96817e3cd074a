"""The child process: a job on standard input, a PDF on standard output, nothing on disk."""

import sys

import msgspec

from toolbox.kernel.apart import limits
from toolbox.kernel.printing.job import SHEET_IS_BROKEN, TOO_BIG, Job


def main() -> int:
    """Do one job and return an exit code; what went wrong is said without a word of the document."""
    limits.bound(int(sys.argv[1]) * 2)  # of computing: it has threads
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    try:
        sys.stdout.buffer.write(_done(job))
    except MemoryError:
        return TOO_BIG
    return 0


def _done(job: Job) -> bytes:
    """The job's PDF."""
    pdf = job.content
    if job.sheet is not None:
        from toolbox.kernel.printing.typesetting import SheetIsBroken, compiled

        try:
            pdf = compiled(job)
        except SheetIsBroken as trouble:
            sys.stdout.write(str(trouble))
            sys.exit(SHEET_IS_BROKEN)
    if job.imposition == "none":
        return pdf
    from toolbox.kernel.printing.imposing import imposed

    return imposed(pdf, job)


if __name__ == "__main__":
    sys.exit(main())
