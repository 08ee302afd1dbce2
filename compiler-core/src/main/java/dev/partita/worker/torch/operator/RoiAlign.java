package dev.partita.worker.torch.operator;

import dev.partita.worker.torch.placement.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code torchvision.roi_align}: average of bilinear samples in each cell of a grid laid over each region. Computes in
 * float32. {@code sampling_ratio <= 0} takes as many samples per cell as the cell has pixels, rounded up.
 */
final class RoiAlign {

    private static final String SCHEMA = "torchvision::roi_align(Tensor input, Tensor rois, float spatial_scale,"
            + " SymInt pooled_height, SymInt pooled_width, int sampling_ratio, bool aligned) -> Tensor";

    private RoiAlign() {}

    static Operator operator() {
        return new Operator("torchvision.roi_align", Signature.parse(SCHEMA), stack -> {
            try (var _ = new PointerScope()) {
                Tensor input = stack.get(0).toTensor();
                Tensor planes = NonMaxSuppression.cpuFloats(input);
                Tensor regions = NonMaxSuppression.cpuFloats(stack.get(1).toTensor());
                Grid grid = new Grid((int) stack.get(3).toInt(), (int) stack.get(4).toInt(), (int) stack.get(5).toInt(),
                        (float) stack.get(2).toDouble(), stack.get(6).toBool());
                Image image = new Image(NonMaxSuppression.floats(planes), (int) planes.size(1), (int) planes.size(2),
                        (int) planes.size(3));
                float[] rois = NonMaxSuppression.floats(regions);
                Tensor output = torch.zeros(regions.size(0), planes.size(1), grid.rows(), grid.columns());
                float[] pooled = pool(image, rois, grid);
                if (pooled.length > 0) {
                    MemorySegment.copy(pooled, 0, TensorMemory.bytes(output), ValueLayout.JAVA_FLOAT_UNALIGNED, 0,
                            pooled.length);
                }
                OwnKernels.returnTensor(stack, output.to(input.device(), input.scalar_type()));
            }
        });
    }

    /** @param rois per region: batch index, x1, y1, x2, y2; returns [region, channel, row, column] */
    static float[] pool(Image image, float[] rois, Grid grid) {
        int count = rois.length / 5;
        float[] pooled = new float[count * image.channels * grid.rows() * grid.columns()];
        int next = 0;
        for (int region = 0; region < count; region++) {
            Box box = grid.box(rois, 5 * region);
            for (int channel = 0; channel < image.channels; channel++) {
                for (int row = 0; row < grid.rows(); row++) {
                    for (int column = 0; column < grid.columns(); column++) {
                        pooled[next++] = box.cell(image, (int) rois[5 * region], channel, row, column);
                    }
                }
            }
        }
        return pooled;
    }

    /** Planes of pixels, [batch, channel, row, column]. */
    static final class Image {

        private final float[] values;
        private final int channels;
        private final int height;
        private final int width;

        Image(float[] values, int channels, int height, int width) {
            this.values = values;
            this.channels = channels;
            this.height = height;
            this.width = width;
        }

        /** Bilinear; zero more than one pixel outside. */
        float sample(int batch, int channel, float y, float x) {
            if (y < -1 || y > height || x < -1 || x > width) {
                return 0;
            }
            float top = Math.max(y, 0);
            float left = Math.max(x, 0);
            int y0 = Math.min((int) top, height - 1);
            int x0 = Math.min((int) left, width - 1);
            int y1 = Math.min(y0 + 1, height - 1);
            int x1 = Math.min(x0 + 1, width - 1);
            float dy = y0 >= height - 1 ? 0 : top - y0;
            float dx = x0 >= width - 1 ? 0 : left - x0;
            int plane = (batch * channels + channel) * height;
            return (1 - dy) * (1 - dx) * values[(plane + y0) * width + x0]
                    + (1 - dy) * dx * values[(plane + y0) * width + x1]
                    + dy * (1 - dx) * values[(plane + y1) * width + x0]
                    + dy * dx * values[(plane + y1) * width + x1];
        }
    }

    record Grid(int rows, int columns, int samplingRatio, float scale, boolean aligned) {

        Box box(float[] rois, int at) {
            float shift = aligned ? 0.5f : 0;
            float left = rois[at + 1] * scale - shift;
            float top = rois[at + 2] * scale - shift;
            float width = rois[at + 3] * scale - shift - left;
            float height = rois[at + 4] * scale - shift - top;
            if (!aligned) {
                // The old convention: a region is never smaller than one pixel.
                width = Math.max(width, 1);
                height = Math.max(height, 1);
            }
            float cellHeight = height / rows;
            float cellWidth = width / columns;
            int samplesY = samplingRatio > 0 ? samplingRatio : (int) Math.ceil(height / rows);
            int samplesX = samplingRatio > 0 ? samplingRatio : (int) Math.ceil(width / columns);
            return new Box(top, left, cellHeight, cellWidth, samplesY, samplesX);
        }
    }

    record Box(float top, float left, float cellHeight, float cellWidth, int samplesY, int samplesX) {

        float cell(Image image, int batch, int channel, int row, int column) {
            float sum = 0;
            for (int i = 0; i < samplesY; i++) {
                float y = top + row * cellHeight + (i + 0.5f) * cellHeight / samplesY;
                for (int j = 0; j < samplesX; j++) {
                    float x = left + column * cellWidth + (j + 0.5f) * cellWidth / samplesX;
                    sum += image.sample(batch, channel, y, x);
                }
            }
            return sum / Math.max(samplesY * samplesX, 1);
        }
    }
}
