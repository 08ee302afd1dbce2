package dev.partita.handback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.fixture.Fixtures;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.ir.GraphPrinter;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.GraphModule;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the exporter writes, the importer reads as the same graph. */
class GraphExporterTest {

    @Test
    void everyModelOfTheRepositoryComesBackAsTheSameGraph() {
        for (String name : Fixtures.models()) {
            roundTrip(Fixtures.model(name));
        }
    }

    @Test
    void everyModelOfTheFullSetComesBackAsTheSameGraph() {
        Path models = Fixtures.assumeShared().resolve("models");
        for (String name : Fixtures.assumeSharedModels()) {
            roundTrip(models.resolve(name + ".pt2"));
        }
    }

    private static void roundTrip(Path file) {
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            ExportedProgram program = archive.program();
            ImportedProgram imported = new Importer().importProgram(program);
            ExportedGraph graph = new GraphExporter(
                    imported.graph(),
                    new ValueExporter(imported.ranges().hints(), new Device("cpu", OptionalInt.empty())),
                    Map.of()).export();
            GraphModule module = program.module();
            ImportedProgram again = new Importer().importProgram(new ExportedProgram(
                    program.name(),
                    new GraphModule(graph, module.signature(), module.modules(), module.metadata(), module.namedTupleFields()),
                    program.rangeConstraints(), program.producer(), program.data()));
            assertEquals(GraphPrinter.print(imported.graph()), GraphPrinter.print(again.graph()), file.toString());
        }
    }
}
