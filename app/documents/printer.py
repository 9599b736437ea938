"""The program that the press starts: a letter as JSON on its input, PDF or Word on its output.

python -m app.documents.printer pdf < letter.json > letter.pdf
"""

import json
import sys

from app.documents.docx import to_docx
from app.documents.letter import Letter
from app.documents.pdf import to_pdf

WRITERS = {"pdf": to_pdf, "docx": to_docx}


def main() -> None:
    """Read, write, leave."""
    letter = Letter.from_plain(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(WRITERS[sys.argv[1]](letter))


if __name__ == "__main__":
    main()
