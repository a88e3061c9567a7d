"""Keywords that photo managers read: XMP files beside the pictures, XMP and IPTC inside JPEGs.

What others wrote stays; what Fieldmark wrote before is replaced, and nothing else.
"""
