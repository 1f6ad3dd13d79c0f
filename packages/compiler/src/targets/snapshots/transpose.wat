(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_transpose_96x64 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 12
        local.get 0 i32.load i32.const 0 i32.add local.set 13
        i32.const 0 local.tee 14 i32.const 96 i32.lt_s if
          loop
            local.get 14 i32.const 64 i32.mul local.set 15
            i32.const 0 local.tee 16 i32.const 64 i32.lt_s if
              local.get 13 local.get 14 i32.const 2 i32.shl i32.add local.set 17
              local.get 17 i32.const 0 i32.const 384 i32.mul i32.add local.set 18
              local.get 18 i32.const 24576 i32.add local.set 19
              local.get 12 local.get 15 i32.const 2 i32.shl i32.add local.set 20
              local.get 20 i32.const 0 i32.const 2 i32.shl i32.add local.set 21
              loop
                local.get 18 f32.load local.set 22
                local.get 18 f32.load offset=384 local.set 23
                local.get 18 f32.load offset=768 local.set 24
                local.get 18 f32.load offset=1152 local.set 25
                local.get 18 f32.load offset=4 local.set 26
                local.get 18 f32.load offset=388 local.set 27
                local.get 18 f32.load offset=772 local.set 28
                local.get 18 f32.load offset=1156 local.set 29
                local.get 18 f32.load offset=8 local.set 30
                local.get 18 f32.load offset=392 local.set 31
                local.get 18 f32.load offset=776 local.set 32
                local.get 18 f32.load offset=1160 local.set 33
                local.get 18 f32.load offset=12 local.set 34
                local.get 18 f32.load offset=396 local.set 35
                local.get 18 f32.load offset=780 local.set 36
                local.get 18 f32.load offset=1164 local.set 37
                local.get 18 f32.load offset=16 local.set 38
                local.get 18 f32.load offset=400 local.set 39
                local.get 18 f32.load offset=784 local.set 40
                local.get 18 f32.load offset=1168 local.set 41
                local.get 18 f32.load offset=20 local.set 42
                local.get 18 f32.load offset=404 local.set 43
                local.get 18 f32.load offset=788 local.set 44
                local.get 18 f32.load offset=1172 local.set 45
                local.get 18 f32.load offset=24 local.set 46
                local.get 18 f32.load offset=408 local.set 47
                local.get 18 f32.load offset=792 local.set 48
                local.get 18 f32.load offset=1176 local.set 49
                local.get 18 f32.load offset=28 local.set 50
                local.get 18 f32.load offset=412 local.set 51
                local.get 18 f32.load offset=796 local.set 52
                local.get 18 f32.load offset=1180 local.set 53
                local.get 21 local.get 22 f32.store
                local.get 21 local.get 23 f32.store offset=4
                local.get 21 local.get 24 f32.store offset=8
                local.get 21 local.get 25 f32.store offset=12
                local.get 21 local.get 26 f32.store offset=256
                local.get 21 local.get 27 f32.store offset=260
                local.get 21 local.get 28 f32.store offset=264
                local.get 21 local.get 29 f32.store offset=268
                local.get 21 local.get 30 f32.store offset=512
                local.get 21 local.get 31 f32.store offset=516
                local.get 21 local.get 32 f32.store offset=520
                local.get 21 local.get 33 f32.store offset=524
                local.get 21 local.get 34 f32.store offset=768
                local.get 21 local.get 35 f32.store offset=772
                local.get 21 local.get 36 f32.store offset=776
                local.get 21 local.get 37 f32.store offset=780
                local.get 21 local.get 38 f32.store offset=1024
                local.get 21 local.get 39 f32.store offset=1028
                local.get 21 local.get 40 f32.store offset=1032
                local.get 21 local.get 41 f32.store offset=1036
                local.get 21 local.get 42 f32.store offset=1280
                local.get 21 local.get 43 f32.store offset=1284
                local.get 21 local.get 44 f32.store offset=1288
                local.get 21 local.get 45 f32.store offset=1292
                local.get 21 local.get 46 f32.store offset=1536
                local.get 21 local.get 47 f32.store offset=1540
                local.get 21 local.get 48 f32.store offset=1544
                local.get 21 local.get 49 f32.store offset=1548
                local.get 21 local.get 50 f32.store offset=1792
                local.get 21 local.get 51 f32.store offset=1796
                local.get 21 local.get 52 f32.store offset=1800
                local.get 21 local.get 53 f32.store offset=1804
                local.get 18 i32.const 1536 i32.add local.set 18
                local.get 21 i32.const 16 i32.add local.set 21
                local.get 18 local.get 19 i32.ne br_if 0
              end
            end
            local.get 14 i32.const 8 i32.add local.tee 14 i32.const 96 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
