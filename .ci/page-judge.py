"""Asks page-validation about files: page-judge.py PROFILE FILE... prints what fails, ends with 1 if any does."""
import sys

import page

profile, files = sys.argv[1], sys.argv[2:]
reports = {file: page.validate_pdf(file, profile=profile) for file in files}
for file, report in reports.items():
    for failure in report.failures:
        print(f"{file}: {failure.rule_id}: {failure.message}")
failed = sum(not report.is_compliant for report in reports.values())
print(f"{profile}: {len(files) - failed} PASS, {failed} FAIL")
sys.exit(1 if failed or not files else 0)
