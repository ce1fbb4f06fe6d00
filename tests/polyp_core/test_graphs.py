from polyp_core.graphs import connected_components


def test_nodes_that_edges_link_directly_or_not_have_one_number() -> None:
    assert connected_components(5, [(4, 1), (2, 4)]).tolist() == [0, 1, 1, 2, 1]
    assert connected_components(2, []).tolist() == [0, 1]
    assert connected_components(0, []).tolist() == []
