"""Asks page-validation about files: page-judge.py PROFILE FILE... prints what fails, ends with 1 if any does."""
import sys

import page

profile, files = sys.argv[1], sys.argv[2:]
failed = 0
for file in files:
    try:
        report = page.validate_pdf(file, profile=profile)
        failures = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        compliant = report.is_compliant
    except Exception as error:
        failures, compliant = [f"not read: {error}"], False
    for failure in failures:
        print(f"{file}: {failure}")
    failed += not compliant
print(f"{profile}: {len(files) - failed} PASS, {failed} FAIL")
sys.exit(1 if failed or not files else 0)
