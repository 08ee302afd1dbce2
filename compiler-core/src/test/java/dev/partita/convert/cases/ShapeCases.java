package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.size;

import java.util.List;

/** Reshapes, transposes, expansions, slices, splits, joins. */
final class ShapeCases {

    private ShapeCases() {}

    static List<ConverterCase> all() {
        return List.of(
                op("aten.reshape.default", f32(-2, 3, 4), list(-1, 12)),
                op("aten.reshape.default", f32(-2, -5, 12), list(size(2), size(5), 3, 4)).named("two symbols kept in place"),
                op("aten.reshape.default", f32(-2, -5, 3, 4), list(size(2), -1, 12)).named("symbol inferred"),
                op("aten.view.default", f32(3, -2, -5, 4), list(size(2), size(5), 12)).named("symbols moved"),
                op("aten.view.default", f32(-2, -5, 4), list(-1, 4)).named("product of symbols"),
                op("aten._reshape_copy.default", f32(-2, 6), list(size(2), 3, 2)),
                op("aten.reshape.default", f32(1, 1), list()).named("to rank 0"),
                op("aten.reshape.default", f32(), list(1, 1)).named("from rank 0"),
                op("aten.reshape.default", f32(0, 3), list(3, 0)).named("empty"),
                op("aten.permute.default", f32(-2, 3, 4), list(0, 2, 1)),
                op("aten.permute.default", bool(2, -3, 4), list(-1, 0, 1)).named("negative axes"),
                op("aten.squeeze.dim", f32(-2, 1, -3), 1),
                op("aten.squeeze.dim", f32(2, 1, 3), 0).named("extent not one"),
                op("aten.squeeze.dims", f32(1, -2, 1, -3, 1), list(0, 2, -1)),
                op("aten.unsqueeze.default", f32(-2, -3), 1),
                op("aten.unsqueeze.default", f32(-2, -3), -1).named("at the end"),
                op("aten.unsqueeze.default", f32(), 0).named("rank 0"),
                op("aten.expand.default", f32(-2, 1, 4), list(size(2), 3, 4)),
                op("aten.expand.default", f32(1, 4), list(5, -1, -1)).named("new axis"),
                op("aten.expand.default", f32(-2, 1), list(3, size(2), 4)).named("new axis and symbol"),
                op("aten.expand.default", i64(1, -5), list(-1, size(5))).named("nothing to do"),
                op("aten.slice.Tensor", f32(-2, 9), 1, 2, 7, 2),
                op("aten.slice.Tensor", f32(-8, 3), 0, -3, Long.MAX_VALUE).named("from the end"),
                op("aten.slice.Tensor", f32(-8, 3), 0, 1, -1).named("to before the end"),
                op("aten.slice.Tensor", f32(4, 3), 0, 6, 9).named("beyond the end"),
                op("aten.slice.Tensor", i64(1, 64), 1, 0, 5).named("weight").with("step", 1),
                op("aten.slice.Tensor", f32(-8, 3), 1, 0, 2).named("dynamic extent kept"),
                op("aten.select.int", f32(-2, 5), 1, 3),
                op("aten.select.int", f32(-2, 5), 0, -1).named("last of a dynamic axis"),
                op("aten.split.Tensor", f32(-2, 7), 3, 1).comparing(0, 1, 2),
                op("aten.split_with_sizes.default", f32(-2, 7), list(2, 5), -1).comparing(0, 1),
                op("aten.unbind.int", f32(-2, 3), 1).comparing(0, 1, 2),
                op("aten.flip.default", f32(-2, 3, 4), list(0, 2)),
                op("aten.repeat.default", f32(-2, 3), list(2, 1, 3)),
                op("aten.tile.default", f32(-2, 3), list(2)),
                op("aten.roll.default", f32(-4, 5), list(1, -2), list(0, 1)),
                op("aten.roll.default", f32(3, 5), list(4)).named("as one row"),
                op("aten.constant_pad_nd.default", f32(-2, 3, 4), list(1, 2, 0, 3), 1.5),
                op("aten.constant_pad_nd.default", i64(-2, 5), list(-1, 2, 1, 0)).named("crops and pads integers"),
                op("aten.reflection_pad1d.default", f32(-2, 3, 6), list(2, 3)),
                op("aten.reflection_pad2d.default", f32(-2, 3, 6, 5), list(1, 2, 3, 0)),
                op("aten.reflection_pad3d.default", f32(-2, 2, 4, 4, 4), list(1, 2, 1, 0, 2, 1)),
                op("aten.replication_pad1d.default", f32(-2, 3, 6), list(2, 3)),
                op("aten.replication_pad2d.default", f32(-2, 3, -6, 5), list(1, 2, 3, 0)),
                op("aten.replication_pad3d.default", f32(-2, 2, 4, 4, 4), list(1, 2, 1, 0, 2, 1)),
                op("aten._pad_circular.default", f32(-2, 3, 6), list(2, 3)),
                op("aten.pad.default", f32(-2, 3, 6), list(1, 2), "reflect"),
                op("aten.pad.default", f32(-2, 3), list(1, 2), "constant", 2.0).named("constant"),
                op("aten.pad.default", f32(-2, 3, 6), list(1, 2), "circular").named("circular"),
                op("aten._pad_circular.default", f32(-2, 3, 6), list(2, -3)).named("crops one end"),
                op("aten.roll.default", f32(-4, 5), list(1, -2), list(0, 0)).named("an axis named twice"),
                op("aten.as_strided.default", f32(4, 6), list(3, 2), list(6, 2), 1),
                op("aten.diagonal.default", f32(3, 4, 5), 1, 0, 2),
                op("aten.diagonal.default", f32(4, 5), -2).named("below"),
                op("aten.pixel_shuffle.default", f32(-2, 8, -3, 4), 2),
                op("aten.pixel_unshuffle.default", f32(-2, 2, 6, 4), 2),
                op("aten._unsafe_view.default", f32(-2, 3, 4), list(-1, 12)),
                op("aten.split.sizes", f32(-2, 7), list(2, 5), -1).comparing(0, 1),
                op("aten.cat.default", list(f32(-2, 3), f32(-2, 4)), 1),
                op("aten.cat.default", list(f32(-2, 3), f32(5, 3).constant()), 0).named("weight, dynamic"),
                op("aten.cat.default", list(i64(2, 3), f32(2, 3)), -1).named("mixed types"),
                op("aten.cat.default", list(f32(0), f32(2, 3)), 1).named("legacy empty"),
                op("aten.stack.default", list(f32(-2, 3), f32(-2, 3)), 1));
    }
}
