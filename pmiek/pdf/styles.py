"""The cascade without what WeasyPrint computes again for every element and every document.

It reaches into WeasyPrint; a test compares the bytes with those of WeasyPrint left alone. Only the
engine imports this, when a document is asked for.
"""

from weasyprint import css, html  # noqa: TID253


class SharedStyles(css.StyleFor):
    """Elements with the same rules below the same parent have one style, in any document.

    What has a `style` of its own, and all that inherits from it, belongs to one document. The root
    has one for the theme and depends on nothing else, so it is known by its attributes.
    """

    shared = {}

    def set_computed_styles(self, element, parent, *args, pseudo_type=None, **kwargs):
        key, styles = self._key(element, parent, pseudo_type), self.get_computed_styles()
        if key in self.shared:
            styles[element, pseudo_type] = self.shared[key]
            return
        super().set_computed_styles(element, parent, *args, pseudo_type=pseudo_type, **kwargs)
        styles[element, pseudo_type].is_shared = key is not None
        if key is not None:
            self.shared[key] = styles[element, pseudo_type]

    def _key(self, element, parent, pseudo_type):
        if not hasattr(element, "attrib"):
            return None  # a page: the counters on it are its own
        if parent is None:
            return (*element.attrib.items(), *(sheet for sheet, *_ in self._sheets))
        inherited = self.get_computed_styles()[parent, None]
        if "style" in element.attrib or not inherited.is_shared:
            return None
        rules = self.get_cascaded_styles().get((element, pseudo_type), {})
        # these stay in memory with the style, so no other value can come to have the same id
        return id(inherited), pseudo_type, tuple((name, id(rules[name][0])) for name in rules)


def lighten():
    """From now on in this process: no rules for list markers and for notes, which we do not have.

    Six of them reach every element, which made seven styles of each. A marker looks the same
    without its rule.
    """
    css.StyleFor = SharedStyles
    matcher = html.UA_STYLESHEET.matcher
    matcher.other_selectors = [
        rule for rule in matcher.other_selectors if not _pseudo_element(rule)
    ]


def _pseudo_element(rule):
    _test, _specificity, _order, pseudo_element, _declarations = rule
    return pseudo_element
