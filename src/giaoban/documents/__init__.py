"""Official papers from one model: DOCX, PDF, tables as XLSX and CSV, pictures as SVG.

Knows no Django and no records: it is handed text and numbers, and sets them.
"""
