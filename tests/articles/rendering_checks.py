"""What holds for the rendering of every article, whatever its format."""

from itertools import pairwise


def check_mapping(text, rendering):
    """Check pieces, blocks and styles, and return the shown places that have a source."""
    pieces = rendering.pieces
    mapped = set()
    for piece in pieces:
        shown, source = rendering.text[slice(*piece.shown)], text[slice(*piece.source)]
        assert shown
        assert source
        mapped.update(range(*piece.shown))
        if len(shown) == len(source):
            for one, other in zip(shown, source, strict=True):
                assert one == other or (one in " \n" and other.isspace())
    for one, other in pairwise(pieces):
        assert one.shown.end <= other.shown.start
        assert one.source.end <= other.source.start
    assert "\n".join(rendering.text[block.start : block.end] for block in rendering.blocks) == rendering.text
    for block in rendering.blocks:
        assert block.start < block.end
        assert "\n" not in rendering.text[block.start : block.end]
    for styled in rendering.styled:
        assert 0 <= styled.start < styled.end <= len(rendering.text)
    return mapped
