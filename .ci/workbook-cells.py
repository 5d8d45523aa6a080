"""Tells what openpyxl reads from workbooks: a line for each sheet, cell and chart, parted by tabs.

With --recalculated FOLDER it compares each formula's cached value with the one in the workbook of the
same name there, which LibreOffice recalculated, and ends with 1 where they differ.
"""
import pathlib
import sys

import openpyxl


def shown(value):
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text.encode("unicode_escape").decode()


def cells(path):
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    properties = formulas.properties
    print("book", properties.title, properties.created.isoformat(), sep="\t")
    for sheet in formulas:
        print("sheet", sheet.title, sheet.freeze_panes, sheet.auto_filter.ref,
              sheet.print_title_rows, sheet.page_setup.orientation, len(sheet._charts), sep="\t")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                cached = values[sheet.title][cell.coordinate].value
                formula = shown(cell.value) if cell.data_type == "f" else ""
                print("cell", f"{sheet.title}!{cell.coordinate}", type(cached).__name__, shown(cached),
                      cell.number_format, formula, sep="\t")


def compare(path, recalculated):
    formulas = openpyxl.load_workbook(path)
    cached = openpyxl.load_workbook(path, data_only=True)
    fresh = openpyxl.load_workbook(recalculated, data_only=True)
    count = wrong = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                a = cached[sheet.title][cell.coordinate].value
                b = fresh[sheet.title][cell.coordinate].value
                same = abs(a - b) < 1e-7 if isinstance(a, (int, float)) and isinstance(b, (int, float)) else a == b
                if not same:
                    wrong += 1
                    print(f"{path}: {sheet.title}!{cell.coordinate}: cached {a!r}, recalculated {b!r}")
    print(f"{path}: {count} formulas, {wrong} differ")
    return wrong


arguments = sys.argv[1:]
if arguments[:1] == ["--recalculated"]:
    folder = pathlib.Path(arguments[1])
    sys.exit(1 if sum(compare(path, folder / pathlib.Path(path).name) for path in arguments[2:]) else 0)
for path in arguments:
    cells(path)
