"""Loose ground, snow and ice, fire and water."""
TABLE = """
gravel: crushed rock, stone chippings, gravel path, gravel driveway, railway ballast, road gravel, stone chips, pea shingle, loose stones, rocky ground, quarry stones, track ballast, crushed granite, aggregate, construction gravel, stony ground, grit
gravel [own; #black]: coal, lumps of coal, black lava gravel, volcanic gravel, coal chunks
gravel [own; #dark]: basalt gravel, volcanic scree
gravel [rubble]: rubble, stone rubble, scree, broken rocks, debris, broken stones, mountain scree, pile of rocks
pebbles: river rocks, river bed, creek bed stones, shingle beach, round river stones, smooth stones, beach stones, stream bed, seaside pebbles, zen garden pebbles, pebble beach, riverbed stones, garden pebbles, worn round stones, shore stones
sand: sandy beach, desert floor, dry sand, loose sand, sandbox sand, sea sand, fine sand, arena floor sand, sandy desert, sand ground, quarry sand
sand [rippled sand]: sand dunes, desert dunes, dune sand, wind blown sand, sahara sand, sand ripples, beach ripples, dune surface, sea bed sand
sand [flat]: beach, beach sand, playground sand, trampled sand, sandy path
sand [#black/charcoal]: volcanic sand, black beach sand, icelandic black sand, volcanic ash, lava sand
sand [own; #white]: white beach sand, coral sand, gypsum sand, caribbean beach, tropical beach sand
sand [own; #orange/red/reddish]: red desert sand, martian sand, mars surface, outback sand, australian desert, martian soil
sand [own; #grey]: ash, grey ash, lunar dust, moon dust, moon surface, lunar regolith
sand [own; #golden/gold/yellow]: golden beach sand, egyptian desert, tropical beach sand, arabian desert
soil: dirt, garden soil, farm soil, farmland, topsoil, dirt road, dirt path, potting soil, tilled earth, ploughed field, bare ground, flower bed soil, planting soil, earthen ground, dirt floor, forest soil, brown earth, barren ground, trail dirt
soil [cloddy]: ploughed soil, clods of earth, farm field, tilled soil, lumpy earth
soil [~wet]: mud, muddy ground, wet mud, muddy soil, swamp mud, mud path, bog, muddy road
soil [~puddle]: mud, muddy ground, muddy puddles, muddy road, mud path
soil [own; #dark/black]: rich soil, compost, humus, peat, black earth, fertile soil
soil [own; #reddish/red/rust]: clay soil, red earth, laterite, martian ground, red clay
soil [with small stones]: stony soil, rocky dirt, stony earth, dirt with pebbles, rocky ground
soil [own; #grey]: grey dirt, moon ground, lunar soil, ash ground
cracked_mud: dry lake bed, drought ground, dry riverbed, desert floor, mud flat, clay cracked by drought, parched land, dried clay, salt flat cracks, dried lakebed, wasteland ground, drought cracked earth, cracked desert ground, cracked clay, arid wasteland, playa
forest_floor: woodland floor, forest litter, forest ground cover, woods ground, forest trail, undergrowth, forest soil with debris, wild forest ground
forest_floor [with pine needles]: pine needle carpet, conifer needles, spruce needles, needle litter, pine forest floor, fir needles on the ground, dry needles
forest_floor [with fallen leaves]: autumn forest floor, leafy ground, leaf covered ground, autumn woodland ground
forest_floor [mossy]: mossy forest floor, damp forest ground
mulch: garden bed mulch, landscaping mulch, playground mulch, shredded bark, flower bed mulch, woodchip ground, wood splinters
mulch [bark mulch]: shredded wood mulch, bark pieces, pine bark mulch, bark nuggets
mulch [wood chips]: wood chip path, chipped wood, sawmill shavings, wood shavings, woodchips, hamster bedding
snow: fresh powder snow, snow field, winter ground, snowy ground, powder snow, ski slope, snow cover, arctic ground, deep snow, frosted snow, tundra snow, snow blanket, untouched snow, winter landscape ground
snow [own]: white snow, pure white snow
ice: frozen lake, glacier ice, ice sheet, frozen pond, ice rink, arctic ice, glacial ice, cracked lake ice, ice floor, iceberg surface, baikal ice, ice block, frozen river, frost cracked ice, ice cave wall
ice [own; #blue/turquoise]: blue ice, blue glacier, clear blue ice
lava: lava lake, molten rock, magma flow, lava ground, volcano floor, volcanic crust, lava river, burning lava, lava field, volcanic ground with lava, glowing magma, hell ground, lava floor, molten magma, cracked lava crust, lava rock with glowing cracks
lava [own; #orange/red/yellow]: embers, burning embers, hot coals, glowing coals
water: water texture, liquid surface, lake water, clean water
water [with caustics]: pool floor under water, pool caustics, underwater light, sunlit pool, lagoon, turquoise lagoon water, shallow sea floor light
water [rippled]: lake surface, river surface, ocean surface, sea surface, open sea, pond, pond water, calm sea, river water, rippling lake, harbour water
water [wavy]: ocean waves, sea waves, ocean surface, open sea, sea surface, lake surface, choppy sea, windy lake
"""
