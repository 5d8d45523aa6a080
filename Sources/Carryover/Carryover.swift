// All rooms behind one import.

@_exported public import Diagnostics
@_exported public import PDF
@_exported public import Tabular
