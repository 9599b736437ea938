"""Letters: a row of the lawbook, a template and a context become a letter, and the letter a PDF or a Word file.

The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I. Nothing here knows a case or a database.
"""
