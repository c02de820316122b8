"""Cut, laid and massive stone."""
TABLE = """
ashlar: masonry blocks, squared stone blocks, castle wall blocks, fortress wall, temple wall, dressed stone blocks, cathedral stone wall, block masonry, ashlar wall, quarried stone blocks, palace wall
ashlar [sandstone]: sandstone masonry, sandstone wall, egyptian temple blocks, pyramid blocks, sandstone brick wall, desert ruin wall
ashlar [limestone]: limestone masonry, limestone block wall, pyramid wall, pale stone blocks
ashlar [granite]: granite block wall, granite masonry, granite castle wall
ashlar [rock faced]: rock faced blocks, rusticated masonry, rusticated stone wall
ashlar [tooled]: chiselled stone blocks, tooled ashlar
ashlar [old]: ancient block wall, ruin wall, ancient temple wall
ashlar [weathered]: old castle masonry, ruined fortress wall
flagstone: flagstone floor, stone patio, garden paving, stone slab floor, courtyard paving, terrace paving, flagstone path, dungeon floor slabs, castle courtyard floor, patio slabs, stone pavers
flagstone [irregular]: crazy paving, irregular flagstones, polygonal paving, broken stone paving, natural stone patio, stepping stone path, random stone paving
flagstone [rectangular]: rectangular flagstones, old stone slabs, church floor slabs, york stone paving
flagstone [grass]: garden path stones, flagstones in grass, overgrown patio
flagstone [#slate]: slate flagstones, slate crazy paving
cobblestone: cobbles, cobbled road, cobbled street, old town paving, village square paving, cobbled courtyard, cobblestone road, stone paved road, street cobbles, medieval street paving, cobblestone pavement, cobbled alley
cobblestone [rounded]: rounded cobbles, river cobble paving, field stone paving, round stone paving
cobblestone [setts]: sett paving, granite setts, belgian block paving, cut stone cobbles, paving setts, block stone street
cobblestone [square]: square setts, cube paving, small square paving stones
stone_wall: fieldstone wall, castle wall, garden wall of stone, rubble masonry, fortress wall, cottage wall, stacked stone wall, retaining wall, stone cladding, medieval stone wall, farm wall, stone facade, dungeon wall
stone_wall [dry stone wall]: dry stacked stone wall, drystone wall, field boundary wall, mortarless stone wall, loose stacked stones
stone_wall [mortar; -without mortar]: mortared stone wall, rubble wall with mortar, mortared fieldstone
stone_wall [irregular]: random rubble wall, rough rubble masonry, irregular stone wall
stone_wall [-irregular]: coursed stone wall, coursed rubble, rough cut block wall
rock: cliff face, bare rock, mountain side, rock cliff, mountain rock, boulder surface, craggy rock, stone cliff, canyon rock, cave wall, cavern wall, quarry wall, jagged rock face, bedrock, mine wall, crag
rock [#black/charcoal]: volcanic rock, lava rock, basalt rock, cooled lava stone, black rock, coal seam, coal face
rock [#dark]: dark rock, dungeon rock, volcanic rock, cave rock, basalt cliff
rock [own; #grey]: granite cliff, grey cliff, limestone cliff, alpine rock
rock [own; #tan/beige]: sandstone cliff, desert rock, limestone rock, desert cliff
rock [own; #reddish]: red rock cliff, red sandstone rock, martian rock, mars rock
strata: canyon wall, sandstone layers, sediment layers, banded rock, stratified rock, layered cliff, sedimentary strata, geological layers, desert canyon rock, layered sandstone, rock layers in a cliff, badlands rock
stone_slabs: stone floor, slab paving, floor slabs, patio slabs, stone flooring, stone floor slabs, terrace slabs, paving stones, stone tile floor, courtyard slabs
stone_slabs [square]: square stone tiles, square paving slabs, dungeon floor tiles
stone_slabs [rectangular]: rectangular stone slabs, rectangular paving
stone_slabs [slate]: slate flooring, slate paving, slate kitchen floor, slate slab patio, dark slate tiles
stone_slabs [travertine]: travertine flooring, travertine pavers, travertine bathroom tiles, roman travertine floor
stone_slabs [limestone]: limestone flooring, limestone pavers, temple floor slabs
stone_slabs [sandstone]: sandstone flooring, sandstone pavers, sandstone patio, temple floor
stone_slabs [basalt]: basalt flooring, basalt pavers, volcanic stone tiles, lava stone tiles
stone_slabs [quartzite]: quartzite flooring, quartzite pavers
stone_slabs [concrete]: concrete slab pavement, sidewalk slabs, footpath slabs, concrete slab floor, city pavement, plaza paving, concrete paving
slate: cleft stone, riven stone, split stone face, flaky rock, natural cleft stone, layered stone slab, foliated rock
slate [slate]: slate slab, riven slate, slate stone, slate sheet, natural slate surface, slate cladding, bare slate
slate [quartzite]: quartzite slab, riven quartzite
slate [sandstone]: cleft sandstone, sandstone slab
slate [basalt]: basalt slab, volcanic stone slab
marble: polished marble, marble countertop, marble floor, marble wall cladding, marble tabletop, polished stone slab, veined stone, palace floor marble, marble counter, bathroom marble, marble column surface, statue marble
marble [own; #white]: carrara marble, white marble, statuario marble, calacatta marble, italian marble, luxury white stone
marble [own; #black]: nero marquina marble, black marble, black polished stone
marble [own; #green]: verde marble, serpentine marble, green marble, serpentine stone
marble [own; #beige/cream]: crema marfil marble, botticino marble
marble [own; #pink/red]: rosso marble, rose marble
marble [own; #brown]: emperador marble
marble [own; #grey]: pietra grey marble, bardiglio marble
granite: granite countertop, kitchen worktop granite, granite worktop, igneous stone, granite floor, granite wall, speckled stone, crystalline stone, granite kerb, monument granite
granite [rough]: rough granite, bush hammered granite, unpolished granite, raw granite
granite [polished]: polished granite, polished granite counter, gravestone granite, granite tabletop
granite [own; #pink/red]: red granite, rose granite, pink granite
granite [own; #black]: black granite, gabbro
granite [own; #dark]: diorite, dark granite
granite [own; #white]: white granite, salt and pepper granite
terrazzo: terrazzo flooring, venetian terrazzo, terrazzo countertop, terrazzo tile, polished aggregate floor, chips in cement, lobby floor, school corridor floor, speckled stone floor, station floor, terrazzo slab, terrazzo worktop
asphalt: highway surface, street surface, bitumen road, paved road, parking lot, driveway, road asphalt, street asphalt, macadam, race track surface, asphalt pavement, city street, roadway, car park surface, tarmac road
asphalt [cracked]: cracked road, cracked tarmac, broken asphalt road, old street surface
concrete: cast concrete, cement wall, raw concrete, bare concrete wall, poured concrete, garage floor, bunker wall, concrete slab, parking garage wall, screed floor, cement floor, brutalist concrete, industrial floor, fair faced concrete, exposed concrete
concrete [panels]: precast concrete panels, concrete panel wall, tadao ando concrete, concrete facade panels, concrete cladding
concrete [board marks]: board formed concrete, shuttered concrete, board marked concrete wall
concrete [formwork]: board formed concrete, shuttered concrete
worn_concrete: derelict concrete, ruined concrete wall, bunker concrete, post apocalyptic concrete, abandoned factory floor, broken cement, weathered cement wall, aged concrete, urban decay concrete, old bunker wall
worn_concrete [cracked]: fractured cement floor, cracked cement, cracked concrete floor
worn_concrete [with cracks]: cracked concrete, cracked pavement, cracked cement slab
worn_concrete [dirt stains]: grimy concrete, stained concrete floor, dirty concrete wall, filthy garage floor
worn_concrete [exposed aggregate]: crumbling concrete, eroded concrete, concrete with exposed aggregate
concrete_blocks: cinder block masonry, breeze blocks, concrete masonry, grey block wall, cmu blocks, hollow block wall, blockwork, cinderblock wall, basement wall, prison wall, garage wall blocks, warehouse wall
concrete_blocks [painted]: painted cinder blocks, painted block wall, painted breeze blocks, school hallway wall
basalt_columns: hexagonal basalt, columnar jointing, basalt column tops, volcanic columns, hexagon rocks, natural stone hexagons, lava columns, icelandic basalt, basalt formation, basalt cliff columns from above, volcanic stone pavement
obsidian: black glass rock, glassy volcanic rock, dragonglass, natural glass, obsidian wall, volcanic glass surface
obsidian [own; #black]: black obsidian, black volcanic glass, nether obsidian
"""
