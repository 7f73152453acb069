"""Document control: who answers for a page, who approves what its readers meet, and from when.

Owns Policy, Document, ReviewRequest, Step, Decision, Signature, Retirement and periodic reviews. Editions themselves
are of the pages slice, because what readers meet is. Imports history and what lies below.
Rules named in the code: ISO 9001:2015 7.5, ISO 13485 4.2.4, 21 CFR Part 11, EU GMP Annex 11, 21 CFR 211.
"""
